"""What the API answers and takes, as structs: the public names of every field."""
