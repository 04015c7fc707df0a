"""What the Python peers share: arguments, timed loops, the one JSON object that they print."""

import argparse
import asyncio
import datetime
import json
import random
import time

MEMBERS = 10_000
NAME_PREFIX = "Nguyễn Thị Học "
WARM_UP_SECONDS = 0.3
# The row that MagicStack's toolbench copies and inserts.
TOOLBENCH_ROW = (10, 11, 10, "TESTTESTTEST", 10.333, 12341234, "123412341234")
TOOLBENCH_COLUMNS = ("a", "b", "c", "d", "e", "f", "g")
COPY_COLUMNS = ("id", "name", "born", "score", "is_active")


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("row")
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--user", required=True)
    parser.add_argument("--dbname", required=True)
    parser.add_argument("--seconds", type=float, default=1)
    parser.add_argument("--rows", type=int, default=100_000, help="rows to copy")
    return parser.parse_args()


def check(is_right, what):
    """A benchmark whose answers are wrong measures nothing."""
    if not is_right:
        raise SystemExit(f"wrong answer: {what}")


def report(value, answers):
    print(json.dumps({"value": value, "answers": answers}))


def random_ids(highest=MEMBERS, count=4096):
    return [random.randint(1, highest) for _ in range(count)]


class Query:
    """One statement that is asked over and over: its text, its parameters, and whether an answer is right."""

    def __init__(self, sql, parameters=((),), is_right=None):
        self.sql = sql
        self.parameters = list(parameters)
        self.is_right = is_right

    def check(self, rows, parameters):
        check(self.is_right(rows, *parameters), self.sql)


def is_member(row, wanted):
    return row[0] == wanted and row[1] == f"{NAME_PREFIX}{wanted}"


def are_members(rows, first):
    """The ends and the number; the names in between were read by the driver all the same."""
    return len(rows) == 1000 and is_member(rows[0], first + 1) and is_member(rows[-1], first + 1000)


ONE_ROW = "select id, name from bench_member where id = $1"
ROWS_1000 = "select id, name from bench_member where id > $1 order by id limit 1000"
INSERT = "insert into bench_insert (a, b, c, d, e, f, g) values ($1, $2, $3, $4, $5, $6, $7)"
PG_TYPE = """select typname, typnamespace, typowner, typlen, typbyval, typcategory, typispreferred, typisdefined,
typdelim, typrelid, typelem, typarray from pg_type where typtypmod = $1 and typisdefined = $2"""
INTEGERS = list(range(1, 101))

one_row = Query(
    ONE_ROW, ((i,) for i in random_ids()), lambda rows, wanted: len(rows) == 1 and is_member(rows[0], wanted))
rows_1000 = Query(ROWS_1000, ((i,) for i in random_ids(MEMBERS - 1000)), are_members)

QUERIES = {
    "one_row_1": one_row,
    "one_row_16": one_row,
    "rows_1000_1": rows_1000,
    "rows_1000_8": rows_1000,
    "toolbench_1": Query(PG_TYPE, [(-1, True)], lambda rows, *_: len(rows) > 300),
    "toolbench_2": Query(
        "select i from generate_series(1, $1) as i", [(1000,)], lambda rows, count: rows[count - 1][0] == count),
    "toolbench_3": Query("select b from bench_bytes", [()], lambda rows: len(rows) == 100 and len(rows[99][0]) == 1024),
    "toolbench_4": Query("select a from bench_array", [()], lambda rows: len(rows) == 100 and rows[99][0] == INTEGERS),
    "toolbench_7": Query("select 1 + 1", [()], lambda rows: rows[0][0] == 2),
}

# How many connections ask at the same time. Toolbench's own number is 10; its two writing queries fill a table, so one.
CLIENTS = {"one_row_16": 16, "rows_1000_8": 8} | {f"toolbench_{i}": 10 for i in (1, 2, 3, 4, 7)}


def timed(seconds, work):
    """Calls `work` until the time is over; returns calls a second and the calls."""
    for length in (min(WARM_UP_SECONDS, seconds), seconds):
        calls, begin = 0, time.perf_counter()
        while (spent := time.perf_counter() - begin) < length:
            work()
            calls += 1
    return calls / spent, calls


async def timed_tasks(seconds, works):
    """As `timed`, with one task for each of `works`, all of which run at the same time."""

    async def repeat(work, until):
        calls = 0
        while time.perf_counter() < until:
            await work()
            calls += 1
        return calls

    for length in (min(WARM_UP_SECONDS, seconds), seconds):
        begin = time.perf_counter()
        calls = sum(await asyncio.gather(*(repeat(work, begin + length) for work in works)))
        spent = time.perf_counter() - begin
    return calls / spent, calls


def copied_rows(count):
    """The rows of `copy_in`, made while they are sent: a list of a million would measure its own making."""
    born = datetime.date(1990, 5, 19)
    names = [f"{NAME_PREFIX}{i}" for i in range(1000)]
    return ((i, names[i % 1000], born, i * 0.5, i % 2 == 0) for i in range(1, count + 1))


def sum_of_ids(count):
    return count * (count + 1) // 2
