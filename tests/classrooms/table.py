"""Who may do what in a class: one line an endpoint and method, tried by test_permissions.py. Whoever adds an endpoint adds a line.

A line is a method, an address, and the status that each person gets:
`owner` teaches the class, `other` is an instructor who does not, `student` is in the class, `elsewhere` is a student of another class,
`admin` an administrator who does not teach it, `nobody` is not signed in. Names in braces are looked up in `places.py`.
What is posted is empty apart from the token, so 422 (or 303) means: was let in.
"""

DOORS = """
method path                                       owner other student elsewhere admin nobody
"""
