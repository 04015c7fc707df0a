/// An invented member, for the document.
enum MemberExamples {
    static let id: JSONValue = "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f50"
    static let branch: JSONValue = "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f51"

    static let draft: JSONValue = [
        "full_name": "Nguyễn Thị Hạnh", "sex": "female", "birth_date": "1958-03", "phone": "0905123456",
        "branch": branch, "joined_on": "1999",
    ]

    static let change: JSONValue = ["id": id, "version": 1, "warnings": []]

    static let member: JSONValue = [
        "id": id, "version": 1, "state": "active", "merged_into": .null, "created_at": "2026-02-01T01:30:00.000Z",
        "updated_at": "2026-02-01T01:30:00.000Z",
        "name_parts": ["family": "Nguyễn", "middle": "Thị", "given": "Hạnh"],
        "full_name": "Nguyễn Thị Hạnh", "sex": "female", "birth_date": "1958-03", "citizen_id": .null,
        "phone": "0905123456", "ethnicity": "Kinh", "religion": .null, "native_place": "Bình Định", "area": .null,
        "hamlet": "Tổ 3", "address": .null, "occupation": .null, "workplace": .null, "schooling": "10/12",
        "qualification": .null, "political_theory": .null, "party_member": .null, "joined_on": "1999",
        "joined_at": .null,
        "card_number": .null, "position": .null, "branch": branch, "group": .null, "standing": .null,
        "circumstance": .null,
        "left_on": .null, "leaving_reason": .null, "died_on": .null, "remark": .null,
    ]

    static let event: JSONValue = [
        "ordinal": 1, "kind": "joined", "date": "1999", "branch": branch, "reason": .null, "officer": .null,
        "import": .null, "recorded_at": "2026-02-01T01:30:00.000Z",
    ]

    static let consent: JSONValue = [
        "id": "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f52", "member": id, "purpose": "members", "legal_basis": "consent",
        "text_version": "2026-01", "method": "paper", "given_on": "2026-01-15", "evidence": "Tủ hồ sơ số 2",
        "withdrawn_on": .null, "officer": .null, "recorded_at": "2026-02-01T01:30:00.000Z",
    ]

    static let merge: JSONValue = [
        "id": "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f53", "kept": id, "absorbed": "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f54",
        "officer": .null, "merged_at": "2026-02-01T01:30:00.000Z", "undone_at": .null,
    ]
}
