import Foundation
import Testing

/// The officer of another organisation, in a browser of her own, who looks everywhere at each step.
struct Stranger: Sendable {
    let browser: Browser
    let site: Site

    /// Her pages with lists.
    private static let lists = [
        "/", "/members", "/members?state=all", "/branches", "/imports", "/duplicates", "/officers", "/audit",
    ]

    /// Finds nothing of what the other organisation has: not in lists, not by searching, not at the addresses themselves.
    func seesNothing(_ step: String, addresses: [String] = []) async throws {
        let secrets =
            MessyList.names + [MessyList.branch, Site.tenantName, site.lan.login, MessyList.fileName, "Trần Thị Lan"]
        for list in Self.lists {
            try await browser.open(site.address + list)
            #expect(try await browser.status == 200, "\(step): \(list)")
            let source = try await browser.source
            for secret in secrets {
                let isTold = source.contains(secret)
                #expect(!isTold, "\(step): \(list) tells \(secret)")
            }
        }
        for typed in ["hanh", "nth", "064160001234", "0905123456"] {
            try await browser.open(site.address + "/members")
            try await browser.type(typed, into: "text")
            try await browser.press("Tìm")
            #expect(try await browser.elements("tbody tr").isEmpty, "\(step): \(typed) finds somebody")
            #expect(try await browser.text.contains("Không tìm thấy ai"), "\(step): \(typed)")
        }
        for address in addresses {
            try await browser.open(site.address + address)
            #expect(try await browser.status == 404, "\(step): \(address)")
        }
    }
}
