"""What stands round the reading desk: each panel shows what it is given and says what is wanted."""
