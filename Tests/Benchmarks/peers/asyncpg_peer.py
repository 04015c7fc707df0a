"""One row of the benchmark by asyncpg: prepared statements, binary, uvloop, one process (its README's best practice)."""

import itertools
import time

import asyncpg
import uvloop

import peer_common as common


async def main():
    arguments = common.arguments()
    name = arguments.row
    connections = [
        await asyncpg.connect(
            host=arguments.host, port=arguments.port, user=arguments.user, database=arguments.dbname)
        for _ in range(common.CLIENTS.get(name, 1))
    ]
    if name in common.QUERIES:
        works = [await asking(connection, common.QUERIES[name]) for connection in connections]
        value, answers = await common.timed_tasks(arguments.seconds, works)
    elif name in BATCHES:
        make, rows_per_call = BATCHES[name]
        await connections[0].execute("truncate bench_insert")
        value, answers = await common.timed_tasks(arguments.seconds, [await make(connections[0])])
        value *= rows_per_call
    else:
        value, answers = await COPIES[name](connections[0], arguments.rows), arguments.rows
    for connection in connections:
        await connection.close()
    common.report(value, answers)


async def asking(connection, query):
    statement = await connection.prepare(query.sql)
    parameters = itertools.cycle(query.parameters)

    async def work():
        current = next(parameters)
        query.check(await statement.fetch(*current), current)

    return work


async def toolbench_5(connection):
    rows = [common.TOOLBENCH_ROW] * 10_000

    async def work():
        status = await connection.copy_records_to_table("bench_insert", columns=common.TOOLBENCH_COLUMNS, records=rows)
        common.check(status == "COPY 10000", "copy of 10,000 rows")

    return work


async def toolbench_6(connection):
    statement = await connection.prepare(common.INSERT)
    rows = [common.TOOLBENCH_ROW] * 1_000

    async def work():
        await statement.executemany(rows)

    return work


BATCHES = {"toolbench_5": (toolbench_5, 10_000), "toolbench_6": (toolbench_6, 1_000)}


async def copy_in(connection, count):
    await connection.execute("truncate bench_copy_in")
    begin = time.perf_counter()
    status = await connection.copy_records_to_table(
        "bench_copy_in", columns=common.COPY_COLUMNS, records=common.copied_rows(count))
    spent = time.perf_counter() - begin
    total = await connection.fetchval("select sum(id)::bigint from bench_copy_in")
    common.check(status == f"COPY {count}" and total == common.sum_of_ids(count), "rows copied in")
    return count / spent


async def copy_out(connection, count):
    """asyncpg hands out bytes, not rows: less work than ours."""
    size = 0

    async def swallow(data):
        nonlocal size
        size += len(data)

    begin = time.perf_counter()
    status = await connection.copy_from_table("bench_copy_out", output=swallow, format="binary")
    spent = time.perf_counter() - begin
    common.check(status == f"COPY {count}" and size > count * 30, "rows copied out")
    return count / spent


COPIES = {"copy_in": copy_in, "copy_out": copy_out}

uvloop.run(main())
