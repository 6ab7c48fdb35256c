"""Mails and notices: a digest a day at most, a summary a week."""
