"""Who may do what in a class: one line an endpoint and method, tried by test_permissions.py. Whoever adds an endpoint adds a line.

A line is a method, an address, and the status that each person gets:
`owner` teaches the class, `other` is an instructor who does not, `student` is in the class, `elsewhere` is a student of another class,
`admin` an administrator who does not teach it, `nobody` is not signed in. Names in braces are looked up in `places.py`.
What is posted is empty apart from the token, so 422 (or 303) means: was let in.
"""

DOORS = """
method path                                       owner other student elsewhere admin nobody
GET    /classes                                   200   200   200     200       200   302
GET    /classes/new                               200   200   403     403       200   302
POST   /classes/new                               422   422   403     403       422   401
GET    /classes/looks                             200   200   200     200       200   302
GET    /classes/join                              200   200   200     200       200   302
GET    /classes/join/ABCD                         200   200   200     200       200   302
POST   /classes/join                              422   422   422     422       422   401
POST   /classes/join/ABCD                         422   422   422     422       422   401
GET    /classes/invitations/{invitation}          404   404   404     200       404   302
POST   /classes/invitations/{invitation}/accept   404   404   404     422       404   401
POST   /classes/invitations/{invitation}/decline  404   404   404     303       404   401
GET    /classes/{class}                           200   404   200     404       404   302
POST   /classes/{class}/consent                   404   404   422     404       404   401
POST   /classes/{class}/leave                     404   404   303     404       404   401
POST   /classes/{class}/take-over                 403   403   403     403       404   401
POST   /classes/{untaught}/take-over              403   403   403     403       303   401
GET    /classes/{class}/settings                  200   404   404     404       404   302
POST   /classes/{class}/settings                  422   404   404     404       404   401
POST   /classes/{class}/archive                   303   404   404     404       404   401
POST   /classes/{class}/unarchive                 303   404   404     404       404   401
POST   /classes/{class}/code                      303   404   404     404       404   401
POST   /classes/{class}/code/stop                 303   404   404     404       404   401
GET    /classes/{class}/instructors               200   404   404     404       404   302
POST   /classes/{class}/instructors               422   404   404     404       404   401
POST   /classes/{class}/instructors/{owner}/remove  422   404   404     404       404   401
GET    /classes/{class}/roster                    200   404   404     404       404   302
GET    /classes/{class}/roster/template.csv       200   404   404     404       404   302
POST   /classes/{class}/roster                    422   404   404     404       404   401
POST   /classes/{class}/roster/invite             422   404   404     404       404   401
POST   /classes/{class}/invitations/{invitation}/withdraw  303   404   404     404       404   401
POST   /classes/{class}/students/{student}/remove 303   404   404     404       404   401
GET    /classes/{class}/overview                  200   404   404     404       404   302
GET    /classes/{class}/students/{student}        200   404   404     404       404   302
GET    /classes/{class}/students/{student}/answers 403  404   404     404       404   302
GET    /classes/{class}/seen                      404   404   200     404       404   302
GET    /classes/{class}/assignments               200   404   200     404       404   302
GET    /classes/{class}/assignments/new           200   404   404     404       404   302
POST   /classes/{class}/assignments/new           422   404   404     404       404   401
GET    /classes/{class}/assignments/{assignment}  200   404   200     404       404   302
GET    /classes/{class}/assignments/{test}        200   404   200     404       404   302
GET    /classes/{class}/assignments/{assignment}/edit  200   404   404     404       404   302
POST   /classes/{class}/assignments/{assignment}/edit  422   404   404     404       404   401
POST   /classes/{class}/assignments/{assignment}/withdraw  303   404   404     404       404   401
GET    /classes/{class}/assignments/{test}/questions  200   404   404     404       404   302
GET    /classes/{class}/assignments/{test}/questions/1  200   404   404     404       404   302
POST   /classes/{class}/assignments/{test}/time   422   404   404     404       404   401
POST   /classes/{class}/assignments/{test}/start  404   404   422     404       404   401
POST   /classes/{class}/assignments/{assignment}/start  404   404   422     404       404   401
GET    /classes/{class}/gradebook                 200   404   404     404       404   302
GET    /classes/{class}/gradebook.csv             200   404   404     404       404   302
GET    /classes/{class}/items                     200   404   404     404       404   302
GET    /classes/{class}/items.csv                 200   404   404     404       404   302
GET    /classes/{class}/items/mixed-up            200   404   404     404       404   302
GET    /classes/{class}/items/infraspinatus/locate  200 404   404     404       404   302
GET    /classes/{class}/monday                    200   404   404     404       404   302
"""
