"""`python -m unwatch` is `unwatch`."""

from unwatch.main import main

if __name__ == "__main__":
    main()
