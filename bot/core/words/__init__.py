"""What people mean by what they write: phrases, dates, enquiries, words about the re-registration."""
