"""`python3 -m desktop`: enter the environment, then run."""

import sys

from desktop import bootstrap

if __name__ == "__main__":
    bootstrap.enter("desktop", ["requirements.lock"])
    from desktop.start import main

    sys.exit(main(sys.argv[1:]))
