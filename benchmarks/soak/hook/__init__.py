"""What is put on the path of a run to disturb it."""
