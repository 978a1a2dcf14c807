"""Who people are, which organisations they act for, and what they may do."""
