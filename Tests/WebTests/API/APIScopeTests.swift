import Programme
import Store
import Testing

@testable import Web

@Suite struct APIScopeTests {
    @Test func `every operation is sorted into a section, and says which scopes open it`() async throws {
        try await APIScene.with { scene in
            for operation in scene.operations where operation.permission != .open {
                let name = "\(operation.method.rawValue) \(operation.path)"
                let section = APISection(path: operation.path)
                #expect(section != nil, "\(name)")
                let isOfCity = operation.permission == .city || operation.permission == .steward
                #expect((section == .totals) == isOfCity, "\(name)")
                #expect(operation.route(folder: "").scopes == operation.scopes, "\(name)")
                let isReading = operation.shape.effect == .reads
                #expect(operation.scopes.contains(.write) && operation.scopes.contains(.read) == isReading, "\(name)")
            }
            let used = Set(scene.operations.compactMap { APISection(path: $0.path) })
            #expect(used == Set(APISection.allCases))
        }
    }

    @Test func `a token opens what its scope names, and is told by name what it lacks elsewhere`() async throws {
        try await APIScene.with { scene in
            for (scope, section, changes) in Self.narrow {
                let token = try await scene.token(of: scene.mine, [scope])
                for operation in scene.operations where ![.city, .steward, .open].contains(operation.permission) {
                    let isReading = operation.shape.effect == .reads
                    let own = APISection(path: operation.path)
                    let isOpen = own == section && (isReading || changes) || own == .common && isReading
                    let path = operation.path.replacing(#/\{[a-z]+\}/#, with: scene.mine.branch)
                    let reply = try await scene.send(operation.method.rawValue, path, nil, as: token)
                    let lacks = reply.json["type"]?.text?.hasSuffix("/scope-missing") == true
                    #expect(lacks == !isOpen, "\(scope) \(operation.method.rawValue) \(path): \(reply.status)")
                    guard lacks else { continue }
                    #expect(reply.status == 403 && reply.codes == [operation.scopes[0].rawValue])
                    let challenge = "Bearer error=\"insufficient_scope\", scope=\"\(operation.scopes[0].rawValue)\""
                    #expect(reply["WWW-Authenticate"] == challenge)
                }
            }
        }
    }

    @Test func `a scope gives no more than the officer has`() async throws {
        try await APIScene.with { scene in
            let office = try await scene.token(of: scene.mine, [.writeOffice], role: .viewer)
            #expect(try await scene.get("/audit", as: office).status == 403)
            let administrator = try await scene.token(of: scene.mine, [.readOffice])
            #expect(try await scene.get("/audit", as: administrator).status == 200)
            #expect(try await scene.get("/members", as: administrator).status == 403)
            let members = try await scene.token(of: scene.mine, [.writeMembers], role: .viewer)
            let reply = try await scene.post("/members", ["full_name": "Nguyễn Thị Hoa"], as: members)
            #expect(reply.status == 403 && reply.json["type"]?.text?.hasSuffix("/forbidden") == true)
        }
    }

    private static let narrow: [(APITokenScope, APISection, Bool)] = [
        (.readMembers, .members, false), (.writeLearning, .learning, true), (.importLists, .imports, true),
        (.readOffice, .office, false),
    ]
}

extension APIScene {
    /// A new token with these scopes, of an organisation's officer of a role.
    fileprivate func token(
        of organisation: Organisation,
        _ scopes: [APITokenScope],
        role: OfficerRole = .administrator
    ) async throws -> String {
        let token = SecretToken(.api)
        let hash = token.digest.map { String(Int($0) + 256, radix: 16).dropFirst() }.joined()
        let names = scopes.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        _ = try await sql(
            """
            insert into identity.api_tokens
                (id, token_hash, account_id, tenant_id, officer_id, name, scopes, expires_at)
            select '\(APITokenID.next())', '\\x\(hash)', account_id, tenant_id, id, 'thử', array[\(names)],
                now() + interval '1 hour'
            from app.officers where tenant_id = '\(organisation.id)' and role = '\(role.rawValue)'
            """
        )
        return token.text
    }
}
