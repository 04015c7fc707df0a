/// What the document shows of the city's titles.
enum CityTitleExamples {
    private static let status: JSONValue = [
        "as_of": "2026-02-01T01:30:00.000Z", "is_worked": true, "pending": 0, "lag_milliseconds": 120,
    ]
    private static let area: JSONValue = "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f60"
    private static let organisation: JSONValue = "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f80"
    private static let numbers: JSONValue = [
        "total": 2000, "counted_from": "2025-01-01", "counted_until": "2025-01-01", "sources": ["UBND phường"],
        "registered": 1500, "registered_new": 400, "registered_renewed": 1100, "recognised": 1300, "refused": 40,
        "revoked": 1, "certificates": 1301, "share_of_total": 6500, "share_of_registered": 8667, "problems": [],
    ]

    static let titles: JSONValue = [
        "status": status, "year": 2025, "boundary": "then", "frozen": .null,
        "progress": [
            [
                "target": [
                    "legal_basis": "387/QĐ-TTg", "scope": "national", "zone": "all", "year": 2025, "measure": "family",
                    "percent": 70, "is_confirmed": true,
                ],
                "kind": "gia-dinh-hoc-tap", "numbers": numbers, "uncounted_wards": 0, "share": 6500, "missing": 100,
                "is_reached": false, "projection": .null,
            ]
        ],
        "titles": [
            [
                "key": "gia-dinh-hoc-tap", "name_vi": "Gia đình học tập", "name_en": "Learning family",
                "subject_kind": "household", "city": numbers,
                "wards": [["id": area, "name": "Diên Hồng", "counts": true, "numbers": numbers]],
            ]
        ],
        "rolls": [
            [
                "organisation": organisation, "organisation_name": "Phường Diên Hồng",
                "audience": "association_officer", "people": 12, "trained": 9,
            ]
        ],
    ]

    static let explanation: JSONValue = [
        "status": status, "kind": "gia-dinh-hoc-tap", "measure": "recognised", "frozen": .null, "total": 42,
        "cells": [
            [
                "organisation": organisation, "organisation_name": "Phường Diên Hồng", "area": area,
                "area_name": "Tổ 1", "ward_name": "Diên Hồng", "measure": "recognised", "amount": 42,
                "counted_on": .null, "source": .null,
            ]
        ],
    ]
}
