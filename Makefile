# Thin on purpose: the work is in tools/. `make help` lists the targets.
.DEFAULT_GOAL := help
PY := @sh tools/py
LINLI := @.venv/bin/linli

.PHONY: help run test check setup seed bench openapi readme shots lock format clean

help: ## 列出所有命令
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):[^#]*## (.*)/  make \1\t\2/' | expand -t 20

run: ## 准备环境并启动邻里（PORT=8000），首次启动带演示小区
	$(PY) tools/run.py

test: ## 全部检查：静态检查、SQLite 与 PostgreSQL 上的全部测试、浏览器故事（ONLY=sqlite ARGS="-k 名称"）
	$(PY) tools/test.py $(foreach part,$(ONLY),--only $(part)) -- $(ARGS)

check: ## 一分钟内的快速检查
	$(PY) tools/check.py

setup: ## 只准备环境（Python 与前端依赖、页面构建）
	$(PY) tools/prepare.py

seed: setup ## 写入演示小区（SEED=1 换一批数据）
	$(LINLI) demo $(if $(SEED),--seed $(SEED))

bench: ## 运行一项基准：make bench NAME=api
	$(PY) tools/prepare.py --dev
	@.venv/bin/python -m benchmarks $(NAME)

openapi: setup ## 重新生成 OpenAPI 文件与前端接口类型
	$(PY) tools/openapi.py

readme: setup ## 更新 README 里“现在能用的功能”表
	$(PY) tools/readme.py

shots: ## 重新拍摄 README 与手册里的截图
	$(PY) tools/prepare.py --dev
	@.venv/bin/python tools/screenshots.py

lock: ## 依 pyproject.toml 重写依赖锁（UPGRADE=1 升级版本）
	$(PY) tools/prepare.py --dev --no-build
	$(PY) tools/lock.py $(if $(UPGRADE),--upgrade)

format: ## 统一代码格式
	$(PY) tools/prepare.py --dev --no-build
	@.venv/bin/python -m ruff check --fix --quiet . ; .venv/bin/python -m ruff format --quiet .

clean: ## 删除构建产物与环境（不动 data/）
	@rm -rf .venv .setup node_modules web/dist
