import inspect

from corpus import errors


def drawn() -> dict[str, str]:
    """From the tree in the docstring: each class and its base."""
    tree = (errors.__doc__ or "").split("\n\n")[1]
    path: list[str] = []
    found: dict[str, str] = {}
    for line in tree.splitlines():
        marks, _, rest = line.rpartition("── ")
        depth = (len(marks) + 3) // 4 if marks else 0
        name = (rest or line).split()[0]
        path[depth:] = [name]
        found[name] = path[depth - 1] if depth else "Exception"
    return found


def test_the_tree_is_drawn_as_it_is() -> None:
    classes = [each for _, each in inspect.getmembers(errors, inspect.isclass) if each.__module__ == errors.__name__]
    assert drawn() == {each.__name__: each.__base__.__name__ for each in classes if each.__base__}


def test_no_other_module_makes_errors_of_its_own() -> None:
    # Everything the project raises on purpose must be caught by `except KallanError`.
    assert all(issubclass(each, errors.KallanError) for _, each in inspect.getmembers(errors, inspect.isclass))
