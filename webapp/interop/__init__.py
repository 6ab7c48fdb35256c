"""Own data: download everything, bring it into another account, erase the account, and what is stored at all."""
