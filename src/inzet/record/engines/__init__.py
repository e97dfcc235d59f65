"""What differs between the databases a record can lie in; all else is the same SQL for each."""
