"""`python -m phi_lint`."""

from phi_lint.cli import main

if __name__ == "__main__":
    main()
