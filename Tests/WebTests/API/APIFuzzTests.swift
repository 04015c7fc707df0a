import Foundation
import Programme
import TestSupport
import Testing

@testable import Web

@Suite struct APIFuzzTests {
    private static let rounds = 4
    private static let requestsOfARound = 16

    @Test func `whatever is sent is answered clearly, stores nothing when refused, and shows nothing of another's`()
        async throws
    {
        try await APIScene.with { scene in
            var fuzz = APIFuzz(scene, seed: 20_261_123)
            let (mine, other) = (scene.mine, scene.other)
            let secrets =
                other.members + other.learning + [
                    other.branch, other.consent, other.officer, other.token, other.id.description,
                ]
            let before = try await scene.digest(of: other)
            var statuses: [Int: Int] = [:]
            for operation in scene.operations {
                for _ in 0..<Self.rounds {
                    let digest = try await scene.digest(of: mine)
                    var hasChanged = false
                    for _ in 0..<Self.requestsOfARound {
                        let request = fuzz.request(of: operation, port: scene.client.port)
                        let bytes = try await BlockingWork.run { try scene.client.exchange(request.bytes) }
                        guard let answer = HTTPAnswer(bytes) else {
                            Issue.record("no answer: \(Self.text(request))")
                            continue
                        }
                        statuses[answer.status, default: 0] += 1
                        #expect(answer.status < 500, "\(answer.status) \(answer.body): \(Self.text(request))")
                        // The city knows which organisations there are; of what they keep it is shown nothing.
                        let isKnown = operation.permission == .city ? other.id.description : nil
                        let shown = secrets.filter { $0 != isKnown && answer.body.contains($0) }
                        #expect(shown.isEmpty, "\(answer.body): \(Self.text(request))")
                        if answer.status >= 400, request.isHTTP {
                            #expect(answer["Content-Type"] == "application/problem+json", "\(Self.text(request))")
                        } else if answer.status < 400, operation.shape.effect != .reads {
                            hasChanged = true
                        }
                    }
                    if !hasChanged {
                        #expect(try await scene.digest(of: mine) == digest, "\(operation.shape.id) stored something")
                    }
                }
            }
            #expect(try await scene.digest(of: other) == before)
            let sent = statuses.values.reduce(0, +)
            print("hostile requests: \(sent), by status: \(statuses.sorted { $0.key < $1.key })")
            #expect(sent == scene.operations.count * Self.rounds * Self.requestsOfARound)
            #expect(statuses.keys.contains(200) && statuses.keys.contains(422))
        }
    }

    private static func text(_ request: APIFuzz.Request) -> String {
        String(decoding: request.bytes.prefix(1500), as: UTF8.self)
    }
}
