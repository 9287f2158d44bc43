"""Days and moments as people write them."""
