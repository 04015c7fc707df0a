import Testing

@testable import hoctap_bench

/// Whether totals are exact, whatever happens; `hoctap-bench equality` does the same for longer, with more clients.
@Suite struct EqualityTests {
    @Test func `whatever is killed, every total is what the rows say, and nothing acknowledged is lost`() async throws {
        let plan = EqualityPlan.short(seed: UInt64.random(in: 1...1_000_000))
        let outcome = try await EqualityRun(plan: plan).run()
        print(outcome.text(plan))
        #expect(outcome.mismatches == 0)
        #expect(outcome.lost == 0)
        #expect(outcome.acknowledged > 10)
        #expect(outcome.compared > 500)
        #expect(outcome.killedWorkers + outcome.killedBackends + outcome.killedPostmasters > 2)
    }

    @Test(arguments: ["ledger_insert on app.attendances", "ledger_update on app.registrations"])
    func `without one of the triggers it is noticed`(trigger: String) async throws {
        // on a busy machine nobody may have come to a class within so short a time
        for seed in UInt64(1)...5 {
            var plan = EqualityPlan.short(seed: seed)
            plan.seconds = 4
            plan.brokenTrigger = trigger
            if try await EqualityRun(plan: plan).run().mismatches > 0 { return }
        }
        Issue.record("a missing trigger was not noticed")
    }
}
