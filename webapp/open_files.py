"""The machine's limit on open files, raised where it is too low for the sockets we allow."""

import logging
import sys

if sys.platform != "win32":
    import resource

SPARE = 200


def allow_many_sockets(connections: int) -> None:
    """Raises the limit as far as the system lets us, and warns where that is not enough."""
    if sys.platform == "win32":  # which has no such limit
        return
    wanted = connections + SPARE
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        reachable = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (reachable, hard))
        if reachable < wanted:
            logging.getLogger("palpate").warning("Only %s files may be open at once; %s are better.", reachable, wanted)
