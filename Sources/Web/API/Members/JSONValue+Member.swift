internal import Programme
internal import Store

extension JSONValue {
    /// A member, as `Member` describes it.
    init(_ member: StoredMember) {
        var members: [(String, JSONValue)] = [
            ("id", JSONValue(member.id)), ("version", .integer(member.version)),
            ("state", .string(member.state.rawValue)), ("merged_into", JSONValue(member.mergedInto)),
            ("created_at", JSONValue(member.createdAt)), ("updated_at", JSONValue(member.updatedAt)),
            ("name_parts", member.record.name.map { JSONValue($0.parts) } ?? .null),
        ]
        for field in MemberField.allCases {
            let value = field == .branch ? JSONValue(member.branch) : JSONValue(field, member.record[field])
            members.append((field.rawValue, value))
        }
        self.init(members: members)
    }

    /// The value of a field, as the schema of the field describes it.
    init(_ field: MemberField, _ value: String?) {
        self = field == .partyMember ? value.map { .boolean($0 == "true") } ?? .null : JSONValue(value)
    }

    init(_ parts: PersonNameParts) {
        self = [
            "family": .string(parts.family), "middle": .string(parts.middle), "given": .string(parts.given),
        ]
    }

    /// The values of some fields.
    init(_ values: MemberValues?) {
        self =
            values.map { values in JSONValue(members: values.fields.map { ($0.rawValue, JSONValue($0, values[$0])) }) }
            ?? .null
    }

    init(_ event: StoredMembershipEvent) {
        var (branch, reason): (BranchID?, String?) = (nil, nil)
        var kind = "died"
        switch event.event.kind {
        case .joined(let joined): (kind, branch) = ("joined", joined)
        case .transferred(let other): (kind, branch) = ("transferred", other)
        case .left(let why): (kind, reason) = ("left", why)
        case .died: break
        }
        self = [
            "ordinal": .integer(event.ordinal), "kind": .string(kind), "date": JSONValue(event.event.date),
            "branch": JSONValue(branch), "reason": JSONValue(reason), "officer": JSONValue(event.officer),
            "import": JSONValue(event.importID), "recorded_at": JSONValue(event.recordedAt),
        ]
    }

    init(_ consent: StoredConsent) {
        self = [
            "id": JSONValue(consent.id), "member": JSONValue(consent.member),
            "purpose": .string(consent.record.purpose),
            "legal_basis": .string(consent.record.legalBasis.rawValue),
            "text_version": .string(consent.record.textVersion),
            "method": .string(consent.record.method.rawValue), "given_on": JSONValue(consent.record.givenOn),
            "evidence": .string(consent.record.evidence), "withdrawn_on": JSONValue(consent.withdrawnOn),
            "officer": JSONValue(consent.officer), "recorded_at": JSONValue(consent.recordedAt),
        ]
    }

    init(_ merge: MergeSummary) {
        self = [
            "id": JSONValue(merge.id), "kept": JSONValue(merge.kept), "absorbed": JSONValue(merge.absorbed),
            "officer": JSONValue(merge.officer), "merged_at": JSONValue(merge.mergedAt),
            "undone_at": JSONValue(merge.undoneAt),
        ]
    }

    init(_ dossier: MemberDossier) {
        self = [
            "records": .array(dossier.records.map { JSONValue($0) }),
            "consents": .array(dossier.consents.map { JSONValue($0) }),
            "merges": .array(dossier.merges.map { JSONValue($0) }),
            "imports": .array(dossier.imports.map { JSONValue($0) }),
            "audit": .array(dossier.audit.map { JSONValue($0) }),
            "has_more_entries": .boolean(dossier.hasMoreEntries),
        ]
    }

    private init(_ record: MemberDossier.Record) {
        let life = record.life.enumerated().map { place, event -> JSONValue in
            [
                "ordinal": .integer(place + 1), "kind": .string(event.kind), "date": JSONValue(event.date),
                "branch": JSONValue(event.branch), "reason": JSONValue(event.reason),
                "officer": JSONValue(event.officer), "import": JSONValue(event.importID),
                "recorded_at": JSONValue(event.recordedAt),
            ]
        }
        self = [
            "id": JSONValue(record.id), "version": .integer(record.version),
            "state": .string(record.state.rawValue), "values": JSONValue(record.values),
            "branch": JSONValue(record.branch), "branch_name": JSONValue(record.branchName),
            "merged_into": JSONValue(record.mergedInto), "created_at": JSONValue(record.createdAt),
            "updated_at": JSONValue(record.updatedAt), "life": .array(life),
        ]
    }

    private init(_ row: MemberDossier.ImportedRow) {
        self = [
            "import": JSONValue(row.importID), "file_name": .string(row.fileName),
            "uploaded_at": JSONValue(row.uploadedAt), "row": .integer(row.row),
            "outcome": .string(row.outcome.rawValue), "before": JSONValue(row.before), "after": JSONValue(row.after),
        ]
    }

    private init(_ entry: MemberDossier.Entry) {
        self = [
            "happened_at": JSONValue(entry.happenedAt), "action": .string(entry.action),
            "actor": .string(entry.actor), "officer_name": JSONValue(entry.officerName),
            "fields": .array(entry.fields.map(JSONValue.string)),
        ]
    }
}
