"""What a teacher asks of a bank: the report of its answers, the same as sheets, and a worksheet on paper."""
