"""`make openapi`: writes the OpenAPI file and regenerates the types of the pages from it."""

import node
from prepare import VENV, web_packages
from steps import ROOT, ending, run


def main() -> int:
    """Write the OpenAPI file and web/src/api/schema.d.ts."""
    target = ROOT / ".setup" / "openapi.json"
    run(f"写出 {target.relative_to(ROOT)}", [str(VENV / "bin" / "linli"), "openapi", "-o", str(target)])
    web_packages()
    run("生成前端接口类型", [node.npm(), "run", "--silent", "api"], env=node.env())
    return 0


if __name__ == "__main__":
    ending(main)
