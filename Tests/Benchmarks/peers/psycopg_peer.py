"""One row of the benchmark by psycopg 3 with its C implementation: prepared statements, binary both ways, raw cursors,
autocommit. Synchronous on one connection; on several asynchronous, on uvloop."""

import itertools
import time

import psycopg
import uvloop
from psycopg.types.numeric import Int4, Int8

import peer_common as common

COPY_TYPES = ["int8", "text", "date", "float8", "bool"]
TOOLBENCH_TYPES = ["int4", "int4", "int4", "text", "float8", "int4", "text"]


def main():
    arguments = common.arguments()
    place = dict(
        host=arguments.host, port=arguments.port, user=arguments.user, dbname=arguments.dbname, autocommit=True)
    name = arguments.row
    if (clients := common.CLIENTS.get(name, 1)) > 1:
        return uvloop.run(concurrent(place, common.QUERIES[name], clients, arguments.seconds))
    with psycopg.connect(**place, cursor_factory=psycopg.RawCursor) as connection:
        if name in common.QUERIES:
            value, answers = common.timed(arguments.seconds, asking(connection, common.QUERIES[name]))
        elif name in BATCHES:
            make, rows_per_call = BATCHES[name]
            connection.execute("truncate bench_insert")
            value, answers = common.timed(arguments.seconds, make(connection))
            value *= rows_per_call
        else:
            value, answers = COPIES[name](connection, arguments.rows), arguments.rows
    common.report(value, answers)


async def concurrent(place, query, clients, seconds):
    connections = [
        await psycopg.AsyncConnection.connect(**place, cursor_factory=psycopg.AsyncRawCursor) for _ in range(clients)
    ]
    works = [asking_async(connection, query) for connection in connections]
    value, answers = await common.timed_tasks(seconds, works)
    for connection in connections:
        await connection.close()
    common.report(value, answers)


def typed(query):
    """Its parameters, each with and without the type that makes psycopg prepare one statement only."""
    integer = Int8 if "bench_member" in query.sql else Int4
    wrap = lambda value: integer(value) if type(value) is int else value
    return itertools.cycle([(tuple(map(wrap, parameters)), parameters) for parameters in query.parameters])


def asking(connection, query):
    cursor = connection.cursor(binary=True)
    parameters = typed(query)

    def work():
        sent, current = next(parameters)
        cursor.execute(query.sql, sent, prepare=True)
        query.check(cursor.fetchall(), current)

    return work


def asking_async(connection, query):
    cursor = connection.cursor(binary=True)
    parameters = typed(query)

    async def work():
        sent, current = next(parameters)
        await cursor.execute(query.sql, sent, prepare=True)
        query.check(await cursor.fetchall(), current)

    return work


def pipeline_1000(connection):
    """`executemany` runs in libpq's pipeline mode; every result is read."""
    cursor = connection.cursor(binary=True)
    ids = common.random_ids(count=1000)
    parameters = [(Int8(wanted),) for wanted in ids]

    def work():
        cursor.executemany(common.ONE_ROW, parameters, returning=True)
        count = 0
        for wanted, _ in zip(ids, cursor.results()):
            common.check(common.is_member(cursor.fetchone(), wanted), "a row of the pipeline")
            count += 1
        common.check(count == 1000, "1,000 statements")

    return work


def toolbench_5(connection):
    cursor = connection.cursor()

    def work():
        with cursor.copy("copy bench_insert (a, b, c, d, e, f, g) from stdin (format binary)") as copy:
            copy.set_types(TOOLBENCH_TYPES)
            for _ in range(10_000):
                copy.write_row(common.TOOLBENCH_ROW)
        common.check(cursor.rowcount == 10_000, "copy of 10,000 rows")

    return work


def toolbench_6(connection):
    cursor = connection.cursor(binary=True)
    row = tuple(Int4(value) if type(value) is int else value for value in common.TOOLBENCH_ROW)
    rows = [row] * 1_000

    def work():
        cursor.executemany(common.INSERT, rows)
        common.check(cursor.rowcount == 1_000, "batch of 1,000 inserts")

    return work


BATCHES = {
    "pipeline_1000": (pipeline_1000, 1_000),
    "toolbench_5": (toolbench_5, 10_000),
    "toolbench_6": (toolbench_6, 1_000),
}


def copy_in(connection, count):
    connection.execute("truncate bench_copy_in")
    cursor = connection.cursor()
    begin = time.perf_counter()
    with cursor.copy("copy bench_copy_in (id, name, born, score, is_active) from stdin (format binary)") as copy:
        copy.set_types(COPY_TYPES)
        for row in common.copied_rows(count):
            copy.write_row(row)
    spent = time.perf_counter() - begin
    total = connection.execute("select sum(id)::bigint from bench_copy_in").fetchone()[0]
    common.check(cursor.rowcount == count and total == common.sum_of_ids(count), "rows copied in")
    return count / spent


def copy_out(connection, count):
    cursor = connection.cursor()
    rows = total = 0
    begin = time.perf_counter()
    with cursor.copy("copy bench_copy_out (id, name, born, score, is_active) to stdout (format binary)") as copy:
        copy.set_types(COPY_TYPES)
        for row in copy.rows():
            rows += 1
            total += row[0]
    spent = time.perf_counter() - begin
    common.check(rows == count and total == common.sum_of_ids(count), "rows copied out")
    return count / spent


COPIES = {"copy_in": copy_in, "copy_out": copy_out}

main()
