import Foundation
import Programme
import Store
import Testing

@testable import Reports

/// Each form as it reads, beside a file that somebody has read. With HOCTAP_WRITE_GOLDEN=1 the files are written anew.
@Suite struct GoldenFormTests {
    @Test func `the report of a ward reads as it did`() async throws {
        try await ReportSample.withFolder { folder in
            _ = try ReportSample.write(try ReportSample.ward(), to: folder + "/x")
            try ReportSample.expectGolden("ward", contentAt: folder + "/x")
        }
    }

    @Test func `the report of an organisation reads as it did`() async throws {
        try await ReportSample.withFolder { folder in
            let figures = ReturnFigure.allCases.enumerated().map { ($1.rawValue, ($0 + 1) * 1_111) }
            let report = TenantReport(
                kind: .organisation,
                name: "Hội Liên hiệp Phụ nữ",
                time: try #require(ReportTime(.firstHalf, of: 2026)),
                figures: Dictionary(uniqueKeysWithValues: figures),
                countedOn: try ReportSample.day(2026, 7, 2)
            )
            _ = try ReportSample.write(report, to: folder + "/x")
            try ReportSample.expectGolden("organisation", contentAt: folder + "/x")
        }
    }

    @Test func `the association's report reads as it did`() async throws {
        try await ReportSample.withFolder { folder in
            let title = RecognitionFigures(
                total: 23_000,
                registered: 15_000,
                registeredNew: 3_000,
                registeredRenewed: 12_000,
                recognised: 14_100
            )
            let city = CityReportFigures(
                organisations: [
                    .init("Hội Liên hiệp Phụ nữ", kind: .organisation, members: 9_120, joined: 310, left: 45),
                    .init("Hội Nông dân", kind: .organisation, members: 4_005, joined: 12, left: 30),
                ],
                wards: [
                    .init("Pleiku", [12, 80, 3_400, 700, 650], learners: 1_900),
                    .init("Không rõ địa bàn", [1, 2, 30, 0, 0], learners: nil),
                ],
                titles: [.init("Gia đình học tập", [.init("Pleiku", title), .init("Hội Phú", title)])],
                members: CityPersons(persons: 11_800, memberships: 13_125, unlinkable: 240),
                learners: CityPersons(persons: 1_905, memberships: 2_100, unlinkable: 12),
                asOf: try ReportSample.day(2026, 12, 1)
            )
            let report = AssociationReport(
                name: "Hội Khuyến học thành phố Pleiku",
                time: try #require(ReportTime(.year, of: 2026)),
                city: city,
                returns: [],
                countedOn: try ReportSample.day(2026, 12, 2)
            )
            let writer = try OfficialContentWriter(path: folder + "/x", report.head)
            try report.write(to: writer)
            _ = try writer.finish()
            try ReportSample.expectGolden("association", contentAt: folder + "/x")
        }
    }
}
