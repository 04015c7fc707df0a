internal import Programme
internal import Store

/// Subjects as a program sent them.
enum SubjectDocument {
    /// The subject of a `SubjectDraft`, or of a `SubjectPatch` over one that there is: what is not sent stays.
    /// - Throws: `Problem.invalid`.
    static func record(_ body: JSONObject, over old: ProgrammeSubject? = nil) throws(Problem) -> ProgrammeSubject {
        let kind = old?.kind ?? body["kind"]?.text.flatMap(SubjectKind.init(rawValue:))
        let area: AreaID? = APICall.identity("area", in: body) ?? old?.area
        guard let kind, let area else { throw Problem(.internalError) }
        var record = old ?? ProgrammeSubject(kind, name: "", area: area)
        record.area = area
        record.name = body["name"]?.text ?? record.name
        record.code = body["code"]?.text ?? record.code
        record.headName = body["head_name"]?.text ?? record.headName
        record.address = body["address"]?.text ?? record.address
        record.remark = body["remark"]?.text ?? record.remark
        if let phone = body["phone"] { record.phone = try self.phone(phone.text) }
        if let value = body["unit_kind"] { record.unitKind = value.text.flatMap(UnitKind.init(rawValue:)) }
        if let value = body["descent"] { record.descent = value.text.flatMap(ClanDescent.init(rawValue:)) }
        if let value = body["across_wards"] { record.isAcrossWards = value == true }
        if let value = body["people_count"] { record.peopleCount = value.whole }
        if let value = body["children_count"] { record.childrenCount = value.whole }
        if let value = body["zone"] { record.zone = value.text.flatMap(SubjectZone.init(rawValue:)) }
        if body["started_on"] != nil { record.startedOn = ClassDocument.day("started_on", in: body) }
        return record
    }

    /// The person of a `HouseholdPersonDraft`.
    /// - Throws: `Problem.invalid`.
    static func person(_ body: JSONObject) throws(Problem) -> (HouseholdPerson, CitizenID?) {
        let person = HouseholdPerson(
            fullName: body["full_name"]?.text ?? "",
            relation: body["relation"]?.text ?? "",
            birthYear: body["birth_year"]?.whole,
            sex: body["sex"]?.text.flatMap(Sex.init(rawValue:))
        )
        guard let text = body["citizen_id"]?.text else { return (person, nil) }
        guard let citizenID = CitizenID.read(text).value else {
            throw Problem(invalid: [Problem.Detail(field: "citizen_id", .form, "064190000001")])
        }
        return (person, citizenID)
    }

    private static func phone(_ text: String?) throws(Problem) -> PhoneNumber? {
        guard let text else { return nil }
        guard let phone = PhoneNumber.read(text).value else {
            throw Problem(invalid: [Problem.Detail(field: "phone", .form, "0912345678")])
        }
        return phone
    }
}

extension JSONValue {
    init(_ subject: StoredSubject) {
        let record = subject.record
        self.init(members: [
            ("id", JSONValue(subject.id)), ("ward", JSONValue(subject.ward)), ("version", .integer(subject.version)),
            ("kind", .string(record.kind.rawValue)), ("name", .string(record.name)), ("area", JSONValue(record.area)),
            ("code", .string(record.code)), ("head_name", .string(record.headName)),
            ("address", .string(record.address)), ("phone", JSONValue(record.phone?.digits)),
            ("unit_kind", JSONValue(record.unitKind?.rawValue)), ("descent", JSONValue(record.descent?.rawValue)),
            ("across_wards", .boolean(record.isAcrossWards)), ("people_count", JSONValue(record.peopleCount)),
            ("children_count", JSONValue(record.childrenCount)), ("zone", JSONValue(record.zone?.rawValue)),
            ("started_on", JSONValue(record.startedOn)), ("remark", .string(record.remark)),
            ("ended_on", JSONValue(subject.endedOn)), ("end_reason", JSONValue(subject.end?.rawValue)),
        ])
    }

    init(_ reference: SubjectReference) {
        self = ["ward": JSONValue(reference.ward), "id": JSONValue(reference.id)]
    }

    init(_ step: SubjectSuccession) {
        self = [
            "from": JSONValue(step.from), "to": JSONValue(step.to), "kind": .string(step.kind.rawValue),
            "happened_on": JSONValue(step.happenedOn), "legal_basis": .string(step.legalBasis),
        ]
    }

    init(_ stored: StoredHouseholdPerson) {
        let person = stored.person
        self = [
            "id": JSONValue(stored.id), "full_name": .string(person.fullName), "relation": .string(person.relation),
            "birth_year": JSONValue(person.birthYear), "sex": JSONValue(person.sex?.rawValue),
        ]
    }

    init(_ clan: ClanChoice) {
        self = [
            "ward": JSONValue(clan.reference.ward), "id": JSONValue(clan.reference.id), "name": .string(clan.name),
            "ward_name": .string(clan.wardName),
        ]
    }

    init(_ stored: StoredDenominator, flags: [DenominatorFlag]) {
        let record = stored.record
        self.init(members: [
            ("id", JSONValue(stored.id)), ("ward", JSONValue(stored.ward)), ("kind", .string(record.kind.rawValue)),
            ("area", JSONValue(record.area)), ("year", .integer(record.year)),
            ("counted_on", JSONValue(record.countedOn)), ("total", .integer(record.total)),
            ("source", .string(record.source)), ("note", .string(record.note)),
            ("corrects", JSONValue(stored.supersedes)), ("is_corrected", .boolean(stored.isSuperseded)),
            ("flags", .array(flags.map { .string($0.name) })),
        ])
    }

    init(_ family: FamilyStanding) {
        self = [
            "member": JSONValue(family.member), "full_name": .string(family.fullName),
            "ward_name": JSONValue(family.wardName), "standing": JSONValue(family.standing),
            "help_count": .integer(family.helpCount),
        ]
    }

    init(_ help: StoredHelp) {
        self = [
            "id": JSONValue(help.id), "member": JSONValue(help.member), "member_name": .string(help.memberName),
            "year": .integer(help.year), "done_on": JSONValue(help.doneOn), "what": .string(help.what),
        ]
    }
}
