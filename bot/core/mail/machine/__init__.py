"""Mail that no person wrote: automatic replies, absences and notices of delivery."""
