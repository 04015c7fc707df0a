internal import Programme
internal import Store

extension JSONValue {
    init(_ topic: Topic) {
        self = [
            "id": JSONValue(topic.id), "key": .string(topic.key), "name_vi": .string(topic.vietnamese),
            "name_en": .string(topic.english), "from": JSONValue(topic.validity.from),
            "through": JSONValue(topic.validity.through),
        ]
    }

    init(_ found: StoredClass) {
        let record = found.record
        self = [
            "host": JSONValue(found.host), "host_name": .string(found.hostName), "id": JSONValue(found.id),
            "version": .integer(found.version), "state": .string(found.state.rawValue), "area": JSONValue(found.area),
            "taken": .integer(found.taken), "waiting": .integer(found.waiting), "title": .string(record.title),
            "topic": JSONValue(record.topic), "branch": JSONValue(record.branch), "centre": JSONValue(record.centre),
            "place": .string(record.place), "teacher": .string(record.teacher), "partner": .string(record.partner),
            "starts_on": JSONValue(record.startsOn), "ends_on": JSONValue(record.endsOn),
            "delivery": .string(record.delivery.rawValue), "enrolment": .string(record.enrolment.rawValue),
            "capacity": JSONValue(record.capacity), "completion_percent": JSONValue(record.rule.percent),
            "completion_minutes": JSONValue(record.rule.minutes), "cost": JSONValue(record.cost),
            "cost_source": JSONValue(record.costSource?.rawValue), "remark": .string(record.remark),
        ]
    }

    init(_ stored: StoredSession) {
        let session = stored.session
        self = [
            "id": JSONValue(stored.id), "class": JSONValue(stored.classID), "ordinal": .integer(stored.ordinal),
            "state": .string(stored.state.rawValue), "held_on": JSONValue(session.heldOn),
            "starts_at": JSONValue(session.startsAt?.description), "ends_at": JSONValue(session.endsAt?.description),
            "minutes": .integer(session.minutes), "room": JSONValue(session.room), "place": .string(session.place),
            "teacher": .string(session.teacher), "attended": .integer(stored.attended),
        ]
    }

    init(_ seat: ClassSeat) {
        self = [
            "id": JSONValue(seat.enrolment.id), "tenant": JSONValue(seat.enrolment.tenant),
            "seat": .integer(seat.seat), "state": .string(seat.state.rawValue),
            "enrolled_on": JSONValue(seat.enrolledOn), "organisation": JSONValue(seat.organisation),
            "member": JSONValue(seat.member), "name": JSONValue(seat.name), "sessions": .integer(seat.sessions),
            "minutes": .integer(seat.minutes), "outcome": JSONValue(seat.outcome?.rawValue),
            "completed_on": JSONValue(seat.completedOn), "version": .integer(seat.version),
        ]
    }

    init(_ enrolled: EnrolledMember) {
        self = [
            "member": JSONValue(enrolled.member), "id": JSONValue(enrolled.enrolment),
            "seat": .integer(enrolled.seat), "state": .string(enrolled.state.rawValue),
            "is_new": .boolean(enrolled.isNew),
        ]
    }

    init(_ line: RegisterLine) {
        self = [
            "id": JSONValue(line.enrolment.id), "tenant": JSONValue(line.enrolment.tenant),
            "seat": .integer(line.seat), "organisation": JSONValue(line.organisation),
            "member": JSONValue(line.member), "name": JSONValue(line.name), "minutes": JSONValue(line.minutes),
        ]
    }

    init(_ entry: SeatCompletion) {
        self = [
            "seat": JSONValue(entry.seat), "is_completed": .boolean(entry.completion.isCompleted),
            "missing_sessions": .integer(entry.completion.missingSessions),
            "missing_minutes": .integer(entry.completion.missingMinutes),
        ]
    }
}
