import Postgres
import Programme
import Store
import Testing

@Suite struct BranchTests {
    @Test func `a tree of branches is kept, changed and found by name`() async throws {
        try await StoreScene.with { scene in
            let mine = scene.mine
            let added = try await scene.write { tx in
                try await tx.branches.insert(name: "  Chi hội  Đống Đa ", parent: mine.branch, area: scene.areas.ward)
            }
            var tree = try await scene.read(mine.viewer) { try await $0.branches.tree() }
            #expect(tree.branches.map(\.name) == ["Chi hội 1", "Chi hội Đống Đa", "Tổ 1", "Chi hội 2"])
            #expect(tree.path(to: added).map(\.name) == ["Chi hội 1", "Chi hội Đống Đa"])
            #expect(Set(tree.below(mine.branch)) == [mine.branch, mine.branchBelow, added])
            #expect(tree.children(of: nil).map(\.id) == [mine.branch, mine.otherBranch])
            let found = try await scene.read { try await $0.branches.find(name: "chi hoi dong da") }
            #expect(found.map(\.id) == [added])
            let elsewhere = try await scene.read {
                try await $0.branches.find(name: "chi hoi dong da", below: mine.otherBranch)
            }
            #expect(elsewhere == [])
            let versions = try await scene.write { tx in
                [
                    try await tx.branches.update(added, version: 1, name: "Chi hội 3", area: nil),
                    try await tx.branches.move(added, version: 2, under: mine.otherBranch),
                    try await tx.branches.close(added, version: 3, on: CalendarDay.epoch),
                ]
            }
            #expect(versions == [2, 3, 4])
            tree = try await scene.read { try await $0.branches.tree() }
            #expect(tree[added]?.parent == mine.otherBranch)
            #expect(tree[added]?.closedOn == CalendarDay.epoch)
            #expect(tree[added]?.area == nil)
            let closed = try await scene.read { try await $0.branches.find(name: "Chi hội 3") }
            #expect(closed == [])
            try await scene.write { try await $0.branches.remove(added, version: 4) }
            await #expect(throws: StoreError.notFound) { try await scene.read { try await $0.branches.find(added) } }
        }
    }

    @Test func `what would break the tree is refused`() async throws {
        try await StoreScene.with { scene in
            let mine = scene.mine
            typealias Work = (TenantTransaction) async throws -> Void
            let cases: [(StoreError, Work)] = [
                (
                    .refused(.branchCycle),
                    { _ = try await $0.branches.move(mine.branch, version: 1, under: mine.branchBelow) }
                ),
                (
                    .refused(.branchCycle),
                    { _ = try await $0.branches.move(mine.branch, version: 1, under: mine.branch) }
                ),
                (
                    .refused(.branchUnknown),
                    { _ = try await $0.branches.move(mine.branch, version: 1, under: scene.other.branch) }
                ),
                (.refused(.branchUnknown), { _ = try await $0.branches.insert(name: "A", parent: scene.other.branch) }),
                (.refused(.areaUnknown), { _ = try await $0.branches.insert(name: "A", area: AreaID.next()) }),
                (.refused(.textLength), { _ = try await $0.branches.insert(name: " ") }),
                (.refused(.textLength), { _ = try await $0.branches.insert(name: String(repeating: "ă", count: 201)) }),
                (.refused(.branchInUse), { try await $0.branches.remove(mine.branch, version: 1) }),
                (.versionDiffers(current: 1), { try await $0.branches.remove(mine.otherBranch, version: 2) }),
                (.notFound, { try await $0.branches.remove(scene.other.otherBranch, version: 1) }),
                (.notFound, { _ = try await $0.branches.update(scene.other.branch, version: 1, name: "A", area: nil) }),
            ]
            for (error, work) in cases {
                await #expect(throws: error) { try await scene.write { try await work($0) } }
            }
            _ = try await scene.add(["Lê An"], branch: mine.otherBranch)
            await #expect(throws: StoreError.refused(.branchInUse)) {
                try await scene.write { try await $0.branches.remove(mine.otherBranch, version: 1) }
            }
        }
    }

    @Test func `two moves at once make no ring`() async throws {
        try await StoreScene.with { scene in
            let mine = scene.mine
            await withTaskGroup(of: Void.self) { group in
                for (branch, parent) in [(mine.branch, mine.otherBranch), (mine.otherBranch, mine.branch)] {
                    group.addTask {
                        _ = try? await scene.write { try await $0.branches.move(branch, version: 1, under: parent) }
                    }
                }
            }
            let tree = try await scene.read { try await $0.branches.tree() }
            #expect(tree.branches.count == 3)
        }
    }

    @Test func `editors add branches, and only administrators change them`() async throws {
        try await StoreScene.with { scene in
            let mine = scene.mine
            _ = try await scene.write(mine.editor) { try await $0.branches.insert(name: "Chi hội 9") }
            for officer in [mine.branchEditor, mine.viewer] {
                await #expect(throws: (any Error).self) {
                    try await scene.write(officer) { try await $0.branches.insert(name: "Chi hội 8") }
                }
            }
            await #expect(throws: StoreError.notFound) {
                try await scene.write(mine.editor) {
                    try await $0.branches.update(mine.branch, version: 1, name: "Khác", area: nil)
                }
            }
        }
    }
}
