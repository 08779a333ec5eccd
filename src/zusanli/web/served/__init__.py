"""What this server did: each request in the log and in numbers, without anybody's data."""
