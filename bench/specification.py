"""What the web client asks for to show a view."""

from lxml import etree

COUNT_LIMIT = 10_001  # a list counts no further


def of_view(env, model, view_type):
    """Specification of `web_read` for the default view of a model.

    Like the client: every field of the view, hidden columns too; the name of a
    many2one; the fields of the lists and cards inside of a form.
    """
    views = env[model].get_views([(False, view_type)])
    arch = etree.fromstring(views["views"][view_type]["arch"])
    return of_nodes(env[model], arch)


def of_nodes(model, arch):
    specification = {}
    for node in arch.iter("field"):
        inside = [parent for parent in node.iterancestors() if parent.tag == "field"]
        name = node.get("name")
        if inside or name not in model._fields:
            continue
        specification[name] = of_field(model, node)
    return specification


def of_field(model, node):
    field = model._fields[node.get("name")]
    if node.get("invisible") in ("1", "True"):
        return {"fields": {}} if field.type == "many2one" else {}
    if field.type == "many2one":
        return {"fields": {"display_name": {}}}
    if field.type not in ("one2many", "many2many"):
        return {}
    related = model.env[field.comodel_name]
    for view in node:
        if view.tag in ("list", "kanban"):
            return {"fields": of_nodes(related, view), "limit": 40}
    if node.get("widget") == "many2many_tags":
        colored = {"color": {}} if "color" in related._fields else {}
        return {"fields": {"display_name": {}, **colored}}
    return {}
