"""Reads and writes the samples of `hoctap-bench sheet` and `intake` with openpyxl and with Python's csv module."""

import csv
import datetime
import json
import sys
import time

import openpyxl

COLUMNS = 15


def row(index):
    """A row of the same shape as the sample's."""
    return [
        index + 1, f"Nguyễn Thị Hoa {index // 100 % 1000}",
        datetime.date(1940 + index % 70, 1 + index % 12, 1 + index % 28), "Nữ", f"0{64_000_000_000 + index * 7}",
        f"09{10_000_000 + index}", "Kinh", "Không", f"Tổ dân phố {1 + index % 20}", "Diên Hồng",
        f"Chi hội {1 + index % 40}", datetime.date(2005 + index % 20, 1 + index % 12, 1), index % 100 / 4, index % 3 == 0,
        f"Ghi chú số {index % 500}",
    ]


def read(path, rows):
    book = openpyxl.load_workbook(path, read_only=True)
    return sum(1 for values in book.worksheets[0].iter_rows(values_only=True) for value in values if value is not None)


def write(path, rows):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Danh sách")
    for index in range(rows):
        sheet.append(row(index))
    book.save(path)
    return rows * COLUMNS


def csv_read(path, rows):
    with open(path, newline="", encoding="utf-8-sig") as file:
        return sum(1 for values in csv.reader(file) for value in values if value)


def csv_write(path, rows):
    with open(path, "w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file).writerows(row(index) for index in range(rows))
    return rows * COLUMNS


work, path, rows = sys.argv[1], sys.argv[2], int(sys.argv[3])
begin = time.perf_counter()
cells = {"read": read, "write": write, "csv_read": csv_read, "csv_write": csv_write}[work](path, rows)
spent = time.perf_counter() - begin
if cells != (int(sys.argv[4]) if len(sys.argv) > 4 else rows * COLUMNS):
    raise SystemExit(f"wrong answer: {cells} cells")
print(json.dumps({"value": rows / spent}))
