/// What the document shows of the city's totals.
enum CityExamples {
    private static let status: JSONValue = [
        "as_of": "2026-02-01T01:30:00.000Z", "is_worked": true, "pending": 0, "lag_milliseconds": 120,
    ]
    private static let measure: JSONValue = [
        "key": "attendances", "name_vi": "Lượt người học", "name_en": "Attendances", "unit": "attendances",
    ]
    private static let persons: JSONValue = [
        "persons": 110_000, "memberships": 150_000, "overlap": 38_000, "unlinkable": 2000,
    ]
    private static let amounts: JSONValue = ["attendances": 1_000_000]
    private static let organisation: JSONValue = "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f80"
    private static let area: JSONValue = "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f60"

    static let totals: JSONValue = [
        "status": status, "year": 2025, "span": "year", "boundary": "then", "frozen": .null, "measures": [measure],
        "members": persons, "learners": persons, "amounts": amounts,
        "organisations": [
            ["id": organisation, "kind": "organisation", "name": "Hội Liên hiệp Phụ nữ", "amounts": amounts]
        ],
        "areas": [["id": area, "name": "Diên Hồng", "persons": persons, "amounts": amounts]], "homes": [],
        "months": [["month": "2025-03-01", "amounts": amounts]],
        "targets": [
            [
                "legal_basis": "387/QĐ-TTg", "scope": "national", "zone": "all", "year": 2025, "measure": "family",
                "percent": 70, "is_confirmed": true,
            ]
        ],
        "returns": [
            [
                "tenant": organisation, "name": "Hội Liên hiệp Phụ nữ", "period": "year", "state": "approved",
                "submitted_on": "2026-01-05", "decided_on": "2026-01-12",
            ]
        ],
    ]

    static let years: JSONValue = [
        "status": status, "measures": [measure], "years": [["year": 2025, "amounts": amounts]],
    ]

    static let explanation: JSONValue = [
        "status": status, "measure": measure, "frozen": .null, "total": 42, "cell_count": 1,
        "cells": [
            [
                "organisation": organisation, "organisation_name": "Hội Liên hiệp Phụ nữ", "area": area,
                "area_name": "Diên Hồng", "ward_name": "Diên Hồng", "month": "2025-03-01", "amount": 42,
            ]
        ],
    ]

    static let people: JSONValue = [
        "status": status, "measure": measure,
        "people": [
            ["sex": "female", "from_age": 26, "about": 1250, "is_under_10": false],
            ["sex": .null, "from_age": .null, "about": .null, "is_under_10": true],
        ],
    ]
}
