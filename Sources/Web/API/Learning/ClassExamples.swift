/// An invented class, for the document.
enum ClassExamples {
    static let id: JSONValue = "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f70"
    static let host: JSONValue = "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f71"
    static let topicID: JSONValue = "0198c0de-0000-7000-8000-000000000004"
    static let session: JSONValue = "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f72"
    static let enrolment: JSONValue = "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f73"

    static let topic: JSONValue = [
        "id": topicID, "key": "computing", "name_vi": "Tin học", "name_en": "Computing", "from": .null,
        "through": .null,
    ]

    static let draft: JSONValue = [
        "title": "Tin học cơ bản", "topic": topicID, "starts_on": "2026-03-02", "ends_on": "2026-04-30",
        "capacity": 30, "completion_percent": 80, "enrolment": "open",
    ]

    static let change: JSONValue = ["id": id, "version": 1]

    static let found: JSONValue = [
        "host": host, "host_name": "Hội Liên hiệp Phụ nữ", "id": id, "version": 1, "state": "planned", "area": .null,
        "taken": 0, "waiting": 0, "title": "Tin học cơ bản", "topic": topicID, "branch": .null, "centre": .null,
        "place": "Hội trường", "teacher": "", "partner": "", "starts_on": "2026-03-02", "ends_on": "2026-04-30",
        "delivery": "in_person", "enrolment": "open", "capacity": 30, "completion_percent": 80,
        "completion_minutes": .null, "cost": .null, "cost_source": .null, "remark": "",
    ]

    static let sessionDraft: JSONValue = ["held_on": "2026-03-02", "starts_at": "07:30", "ends_at": "09:00"]

    static let storedSession: JSONValue = [
        "id": session, "class": id, "ordinal": 1, "state": "planned", "held_on": "2026-03-02", "starts_at": "07:30",
        "ends_at": "09:00", "minutes": 90, "room": .null, "place": "", "teacher": "", "attended": 0,
    ]

    static let seat: JSONValue = [
        "id": enrolment, "tenant": host, "seat": 1, "state": "enrolled", "enrolled_on": "2026-02-20",
        "organisation": .null, "member": MemberExamples.id, "name": "Nguyễn Thị Hạnh", "sessions": 0, "minutes": 0,
        "outcome": .null, "completed_on": .null, "version": 1,
    ]

    static let enrolled: JSONValue = [
        "member": MemberExamples.id, "id": enrolment, "seat": 1, "state": "enrolled", "is_new": true,
    ]

    static let line: JSONValue = [
        "id": enrolment, "tenant": host, "seat": 1, "organisation": .null, "member": MemberExamples.id,
        "name": "Nguyễn Thị Hạnh", "minutes": 90,
    ]

    static let completion: JSONValue = [
        "seat": seat, "is_completed": false, "missing_sessions": 1, "missing_minutes": 0,
    ]
}
