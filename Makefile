# Everything lies in a cache folder outside the checkout: CUSTOMER_CARE_CACHE, else
# /var/cache/customer-care for root and ~/.cache/customer-care for others.
.PHONY: help run test lint cdnow bench neighbours screenshots upgrade wheel fuzz \
	fuzz-import

help:
	@echo 'make run    Odoo 19 with the addon and demo customers on 127.0.0.1'
	@echo '            PORT=8070 another port, DB=NAME another database'
	@echo 'make test   lint, tests without a database, tests in Odoo with a browser'
	@echo '            TAGS=/crm_customer_care:TestX these only, FAST=1 keeps the database'
	@echo 'make lint   lint only'
	@echo 'make cdnow  a database with the purchases of 23,570 real customers'
	@echo 'make bench  measures the addon'
	@echo 'make screenshots  the pictures of README and guides, from a real browser'
	@echo '            ARGS="sales-day ..." these only'
	@echo 'make neighbours  tests of Odoo and OCA with the addon beside them'
	@echo 'make upgrade     upgrades a used database of the previous version'
	@echo 'make wheel       builds the packages, installs and tests each; ALL=1 all tests'
	@echo 'make fuzz   calls every public method as every role with whatever arguments'
	@echo '            ARGS="CALLS SEED" so often each, and another beginning'
	@echo 'make fuzz-import 10,000 damaged workbooks; COUNT=, SEED= and FIRST= others'

run:
	@dev/run

test:
	@dev/test

lint:
	@dev/test lint

cdnow:
	@dev/cdnow

bench:
	@CUSTOMER_CARE_CLUSTER=test dev/script bench/run.py $(ARGS)

neighbours:
	@dev/neighbours

screenshots:
	@dev/screenshots $(ARGS)

upgrade:
	@dev/upgrade

wheel:
	@dev/wheel

fuzz-import:
	@dev/fuzz_import

fuzz:
	@dev/fuzz $(ARGS)
