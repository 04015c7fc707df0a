import Foundation
import Programme
import Store
import TestSupport
import Testing

/// Members at the end of past years, from the lives of memberships.
@Suite struct YearEndTests {
    @Test func `a member counts at the end of each year of the membership`() async throws {
        try await PersonScene.with { people in
            let member = try await people.add(PersonScene.hanh)
            #expect(try await people.members(atEndOf: 2014) == 0)
            #expect(try await people.members(atEndOf: 2015) == 1)
            try await people.write { tx in
                _ = try await tx.members.leave(member, version: 1, reason: nil, on: PartialDate(edtf: "2018-05"))
                _ = try await tx.members.join(
                    member,
                    version: 2,
                    branch: people.scene.mine.branch,
                    on: PartialDate(edtf: "2020-12-31")
                )
                _ = try await tx.members.die(member, version: 3, on: PartialDate(edtf: "2023"))
            }
            let counted = try await people.counted(2015...2024)
            #expect(counted == [1, 1, 1, 0, 0, 1, 1, 1, 0, 0])
            // the day of joining was wrong
            var values = MemberRecord()
            values.joinedOn = PartialDate(edtf: "2021-02")
            try await people.write { tx in
                let found = try await tx.members.find(member)
                _ = try await tx.members.update(member, version: found.version, MemberChanges([.joinedOn], to: values))
            }
            let corrected = try await people.counted(2019...2024)
            #expect(corrected == [0, 0, 1, 1, 0, 0])
        }
    }

    @Test func `a record that was merged tells nothing, and an erased member goes on counting until then`() async throws
    {
        try await PersonScene.with { people in
            let kept = try await people.add(PersonScene.hanh)
            let absorbed = try await people.add(PersonScene.hoa)
            #expect(try await people.members(atEndOf: 2020) == 2)
            let merge = try await people.write { tx in
                try await tx.duplicates.merge(
                    MergeRequest(kept: kept, keptVersion: 1, absorbed: absorbed, absorbedVersion: 1)
                )
            }
            #expect(try await people.members(atEndOf: 2020) == 1)
            try await people.write { try await $0.duplicates.undo(merge) }
            #expect(try await people.members(atEndOf: 2020) == 2)
            try await people.write { tx in
                let version = try await tx.members.find(absorbed).version
                _ = try await tx.members.erase(absorbed, version: version, reason: .request)
            }
            #expect(try await people.members(atEndOf: 2020) == 2)
            let now = "select amount from tally.cells where cube = 6 and amount < 0"
            #expect(try await people.scene.sql(now) == "-1")
        }
    }

    @Test func `members count in the area that is recorded, and a frozen year stays`() async throws {
        try await PersonScene.with { people in
            let member = try await people.add(PersonScene.hanh)
            let places = "select coalesce(area_id::text, '-') from release.year_end_members where year = 2020"
            _ = try await people.counts()
            #expect(try await people.scene.sql(places) == "-")
            let areas = people.scene.areas
            var values = MemberRecord()
            values.area = areas.ward
            try await people.write { tx in
                _ = try await tx.members.update(member, version: 1, MemberChanges([.area], to: values))
            }
            _ = try await people.counts()
            #expect(try await people.scene.sql(places) == "\(areas.ward)")
            _ = try await people.scene.sql(
                "begin isolation level repeatable read; select hash from tally.freeze(2020::smallint); commit"
            )
            values.area = areas.otherWard
            try await people.write { tx in
                _ = try await tx.members.update(member, version: 2, MemberChanges([.area], to: values))
            }
            _ = try await people.counts()
            #expect(try await people.scene.sql(places) == "\(areas.ward)")
            #expect(try await people.scene.sql("select tally.frozen_is_whole(2020::smallint)") == "t")
            let differing = "select count(*) from tally.year_differences(2020::smallint) where line like 'members %'"
            #expect(try await people.scene.sql(differing) == "2")
            let next = "select area_id from release.year_end_members where year = 2021"
            #expect(try await people.scene.sql(next) == "\(areas.otherWard)")
        }
    }
}

extension PersonScene {
    /// Members at the end of each of these years.
    func counted(_ years: ClosedRange<Int>) async throws -> [Int] {
        var counted: [Int] = []
        for year in years { counted.append(try await members(atEndOf: year)) }
        return counted
    }
}
