internal import HTTPTypes
internal import Programme
internal import Store

extension SubjectOperations {
    /// Who lives in households.
    var people: [APIOperation] { [peopleList, addPerson, removePerson] }
    /// To which clans households belong.
    var clans: [APIOperation] { [choices, link, unlink, counts] }

    private static let reference = JSONSchema.object(SubjectSchemas.reference)
    private static let referenceExample: JSONValue = ["ward": SubjectSchemas.ward, "id": SubjectSchemas.id]

    private var peopleList: APIOperation {
        APIOperation(
            .get,
            "/subjects/{id}/people",
            .viewer,
            .init(
                id: "listHouseholdPeople",
                summary: "Who lives in a household. Reading is noted in the audit.",
                query: [.optional("ward", .identity)],
                answer: .page(of: .reference("HouseholdPerson"), most: HouseholdPeopleRepository.most),
                answerExample: ["items": [SubjectSchemas.personExample], "next": .null]
            )
        ) { call in
            let reference = try Self.reference(call)
            return try await services.read(call) { tx in
                _ = try await tx.subjects.find(reference)
                return .page(try await tx.householdPeople.list(reference).map { JSONValue($0) }, next: nil)
            }
        }
    }

    private var addPerson: APIOperation {
        APIOperation(
            .post,
            "/subjects/{id}/people",
            .editor,
            .init(
                id: "addHouseholdPerson",
                summary: "Adds somebody to a household.",
                effect: .changes,
                body: .reference("HouseholdPersonDraft"),
                bodyExample: ["full_name": "Rơ Châm H'Lan", "relation": "vợ", "birth_year": 1985],
                status: .created,
                answer: .object([.required("id", .identity)]),
                answerExample: ["id": SubjectSchemas.id],
                refusals: [.invalid, .conflict, .forbidden]
            )
        ) { call in
            let household: SubjectID = try call.identity()
            let (person, citizenID) = try SubjectDocument.person(call.body)
            return try await services.change(call) { tx in
                let id = try await tx.householdPeople.insert(person, citizenID: citizenID, in: household)
                return .made(["id": JSONValue(id)], at: "/subjects/\(household)/people/\(id)")
            }
        }
    }

    private var removePerson: APIOperation {
        APIOperation(
            .delete,
            "/subjects/{id}/people/{person}",
            .editor,
            .init(
                id: "removeHouseholdPerson",
                summary: "Removes somebody who moved away, died or was entered by mistake.",
                effect: .ends,
                status: .noContent,
                refusals: [.conflict, .forbidden]
            )
        ) { call in
            let household: SubjectID = try call.identity()
            let person: HouseholdPersonID = try call.identity("person")
            try await services.tenants.write(call.context) { tx in
                try await tx.householdPeople.remove(person, from: household)
            }
            return .done
        }
    }

    private var choices: APIOperation {
        APIOperation(
            .get,
            "/clans",
            .viewer,
            .init(
                id: "listClans",
                summary: "The clans to which a household may belong: the ward's own, and those over several wards.",
                answer: .page(of: .reference("Clan"), most: ClanRepository.mostChoices),
                answerExample: ["items": [SubjectSchemas.clanExample], "next": .null]
            )
        ) { call in
            try await services.read(call) { tx in
                .page(try await tx.clans.choices().map { JSONValue($0) }, next: nil)
            }
        }
    }

    private var link: APIOperation {
        APIOperation(
            .post,
            "/subjects/{id}/clans",
            .editor,
            .init(
                id: "linkClan",
                summary: "Records that a household belongs to a clan.",
                effect: .changes,
                body: Self.reference,
                bodyExample: Self.referenceExample,
                status: .noContent,
                refusals: [.invalid, .conflict, .forbidden]
            )
        ) { call in
            let household: SubjectID = try call.identity()
            let clan = try Self.clan(call)
            return try await services.change(call) { tx in
                try await tx.clans.link(household, to: clan)
                return .done
            }
        }
    }

    private var unlink: APIOperation {
        APIOperation(
            .post,
            "/subjects/{id}/clans/removal",
            .editor,
            .init(
                id: "unlinkClan",
                summary: "Records that a household does not belong to a clan.",
                effect: .changes,
                body: Self.reference,
                bodyExample: Self.referenceExample,
                status: .noContent,
                refusals: [.forbidden]
            )
        ) { call in
            let household: SubjectID = try call.identity()
            let clan = try Self.clan(call)
            return try await services.change(call) { tx in
                try await tx.clans.unlink(household, from: clan)
                return .done
            }
        }
    }

    private var counts: APIOperation {
        APIOperation(
            .get,
            "/subjects/{id}/households",
            .viewer,
            .init(
                id: "countClanHouseholds",
                summary: "How many households belong to a clan of the ward, by the households' ward.",
                answer: .page(of: .reference("ClanCount"), most: 1000),
                answerExample: [
                    "items": [["ward": SubjectSchemas.ward, "ward_name": "Phường Hội Phú", "households": 12]],
                    "next": .null,
                ]
            )
        ) { call in
            let clan: SubjectID = try call.identity()
            return try await services.read(call) { tx in
                _ = try await tx.subjects.find(clan)
                let counts = try await tx.clans.counts(of: [clan]).map { count -> JSONValue in
                    [
                        "ward": JSONValue(count.ward), "ward_name": .string(count.wardName),
                        "households": .integer(count.households),
                    ]
                }
                return .page(counts, next: nil)
            }
        }
    }

    private static func clan(_ call: APICall) throws(Problem) -> SubjectReference {
        let ward: TenantID? = APICall.identity("ward", in: call.body)
        let id: SubjectID? = APICall.identity("id", in: call.body)
        guard let ward, let id else { throw Problem(.internalError) }
        return SubjectReference(ward: ward, id: id)
    }
}
