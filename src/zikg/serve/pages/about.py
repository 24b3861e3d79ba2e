"""How to get everything as data: the endpoint, the JSON of each page, how to cite the dataset."""

from __future__ import annotations

from zikg.namespaces import BASE
from zikg.serve.pages.api import API
from zikg.serve.pages.call import Call, Json, View
from zikg.serve.pages.census import census


def show(call: Call) -> View:
    """Return the page about the data."""
    info = call.registry.info
    data: Json = {
        "base": BASE,
        "dataset": call.reader.version,
        "decrees": census(call).total,
        "registry": {"version": info.version, "date": info.date, "sha256": info.sha256},
        "endpoint": call.absolute("sparql"),
        "api": [
            {
                "method": each.method,
                "path": each.path,
                "summary": each.summary[call.lang],
                "parameters": [
                    {"name": p.name, "in": p.where, "type": p.type, "required": p.required,
                     "about": p.about[call.lang]}
                    for p in each.parameters
                ],
            }
            for each in API
        ],
    }  # fmt: skip
    return View("about.html", call.say("Data dan API", "Data and API"), data)
