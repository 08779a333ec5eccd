"""The desk: the day, whoever calls or comes, and every visit, by keyboard."""
