"""Import duty and tax: who pays, and about how much where anybody knows."""
