import Foundation
import TestSupport
import Testing

/// The first day of an organisation, as its administrator has it in a browser: nothing is known of the program but what the pages
/// say.
@Suite(.serialized) struct BrowserJourneyTests {
    @Test(.timeLimit(.minutes(10)))
    func `a newcomer brings a messy list in, mends it, finds, exports and undoes, and the neighbour sees nothing`()
        async throws
    {
        try await Site.with { site in
            try await ChromeDriver.with { driver in
                try await driver.withBrowser("lan") { lan in
                    try await driver.withBrowser("stranger") { other in
                        let stranger = Newcomer(browser: other, site: site, person: site.stranger)
                        try await stranger.enter()
                        let journey = Journey(
                            newcomer: Newcomer(browser: lan, site: site, person: site.lan),
                            stranger: Stranger(browser: other, site: site),
                            folder: lan.downloads
                        )
                        try await journey.go()
                    }
                }
            }
        }
    }
}

/// The steps, each on what the one before left.
private struct Journey {
    let newcomer: Newcomer
    let stranger: Stranger
    let folder: URL

    private var browser: Browser { newcomer.browser }
    private var site: Site { newcomer.site }

    func go() async throws {
        try await newcomer.enter()
        try await stranger.seesNothing("before anything is there")
        let branch = try await makeBranch()
        try await stranger.seesNothing("with a branch", addresses: [branch])
        let first = try await checkFirst(branch: branch)
        try await stranger.seesNothing("with a list checked", addresses: Self.addresses(of: first) + [branch])
        try await takeGoodRows(of: first)
        let second = try await takeMended()
        let member = try await findAndOpen()
        let addresses = Self.addresses(of: first) + Self.addresses(of: second) + [member, member + "/edit", branch]
        try await stranger.seesNothing("with members", addresses: addresses)
        try await exportMembers()
        try await emptyExport()
        try await uploadAgain()
        try await undo(second, first, member: member)
        try await stranger.seesNothing("after the undo", addresses: addresses)
    }

    private static func addresses(of path: String) -> [String] { [path, path + "/columns", path + "/problems"] }

    /// The first page leads to the branches.
    private func makeBranch() async throws -> String {
        #expect(try await browser.heading == Site.tenantName)
        try await newcomer.show("home")
        try await browser.press("Ghi các chi hội")
        try await browser.type(MessyList.branch, into: "name")
        try await browser.choose(reading: "Phường Hội Phú", in: "area")
        try await browser.press("Thêm")
        #expect(try await browser.text.contains(MessyList.branch))
        let link = try await browser.value("href", of: browser.element(".tree a"))
        return URL(string: link)?.path ?? ""
    }

    /// The list as it is: the columns are guessed but for one, and one row has something to mend.
    private func checkFirst(branch: String) async throws -> String {
        let list = try MessyList(named: "\(MessyList.fileName).xlsx", isMended: false, in: folder)
        let path = try await newcomer.upload(list)
        try await newcomer.show("columns")
        var guessed: [String] = []
        for element in try await browser.elements("tbody select[name^=role_]") {
            guessed.append(try await browser.value("value", of: element))
        }
        #expect(
            guessed == [
                "row_number", "full_name", "born_male", "born_female", "citizen_id", "phone", "left_out",
            ]
        )
        #expect(try await browser.text.contains("Năm sinh: Nam"))
        try await browser.choose("branch", in: "role_\(MessyList.oddColumn)")
        try await newcomer.check()
        #expect(try await browser.path == path)
        #expect(try await browser.heading == "Bước 3: Kết quả kiểm tra")
        #expect(try await newcomer.counts() == ["Có chỗ phải sửa": "1", "Sẽ thêm mới": "4"])
        #expect(try await browser.text.contains("Dòng \(MessyList.brokenRow)"))
        #expect(try await browser.text.contains("31/02/1985"))
        try await newcomer.show("checked")
        let back = try MessyList.texts(of: await browser.download("Tải tệp có ghi chỗ cần sửa"))
        #expect(back[6]?[7] == "Nội dung cần sửa")
        #expect(back[MessyList.brokenRow]?[7]?.hasPrefix("Cần sửa: Năm sinh: Nam: ") == true)
        #expect(back[MessyList.brokenRow]?[1] == "Trần Văn Hùng")
        return path
    }

    /// All or nothing is not offered while a row is broken; the good rows are, and only they come in.
    private func takeGoodRows(of path: String) async throws {
        try await browser.open(site.address + path)
        #expect(try await !browser.offers("Lấy tất cả vào"))
        try await browser.press("Chỉ lấy các dòng đúng (4)")
        try await newcomer.settle()
        #expect(try await browser.heading == "Đã lấy danh sách vào")
        try await newcomer.show("committed")
        try await browser.press("Xem danh sách hội viên")
        #expect(try await Set(newcomer.names()) == Set(MessyList.names).subtracting(["Trần Văn Hùng"]))
    }

    /// The mended list, whose columns are remembered: one person is new, and nobody comes twice.
    private func takeMended() async throws -> String {
        let list = try MessyList(named: "\(MessyList.fileName) đã sửa.xlsx", isMended: true, in: folder)
        let path = try await newcomer.upload(list)
        #expect(try await browser.value("value", of: browser.element("[name=role_\(MessyList.oddColumn)]")) == "branch")
        try await newcomer.check()
        #expect(try await newcomer.counts() == ["Sẽ thêm mới": "1", "Đã có, không thay đổi": "4"])
        try await browser.press("Lấy tất cả vào (1)")
        try await newcomer.settle()
        #expect(try await browser.heading == "Đã lấy danh sách vào")
        #expect(try await newcomer.counts() == ["Đã thêm mới": "1", "Đã có, không thay đổi": "4"])
        return path
    }

    /// By a name without its marks, by initials, by a number; then the record itself. Returns its address.
    private func findAndOpen() async throws -> String {
        #expect(try await newcomer.find("nguyen thi hanh") == ["Nguyễn Thị Hạnh"])
        #expect(try await newcomer.find("do bay") == ["Đỗ Văn Bảy"])
        #expect(try await newcomer.find("064160001234") == ["Nguyễn Thị Hạnh"])
        #expect(try await newcomer.find("nth") == ["Nguyễn Thị Hạnh"])
        #expect(try await !browser.address.contains("nth"))
        try await newcomer.show("found")
        try await browser.press("Nguyễn Thị Hạnh")
        #expect(try await browser.heading == "Nguyễn Thị Hạnh")
        let text = try await browser.text
        for fact in ["03/05/1960", "Nữ", "064160001234", "0905", "Thôn 1", MessyList.branch] {
            #expect(text.contains(fact), "\(fact) is not on the page")
        }
        try await newcomer.show("member")
        return try await browser.path
    }

    private func exportMembers() async throws {
        try await browser.open(site.address + "/members")
        try await newcomer.show("members")
        let rows = try MessyList.records(of: await browser.download("Tải tệp Excel"))
        #expect(Set(rows.compactMap { $0["Họ và tên"] }) == Set(MessyList.names))
        let hanh = rows.first { $0["Họ và tên"] == MessyList.names[0] } ?? [:]
        #expect(hanh["Ngày sinh"] == "03/05/1960" && hanh["Số CCCD"] == "064160001234")
        #expect(hanh["Chi hội"] == MessyList.branch && hanh["Giới tính"] == "Nữ")
        #expect(rows.first { $0["Họ và tên"] == "Đỗ Văn Bảy" }?["Giới tính"] == "Nam")
    }

    /// The other organisation has nobody, and so nothing to download; who knows the address gets headings.
    private func emptyExport() async throws {
        try await stranger.browser.open(site.address + "/members")
        #expect(try await !stranger.browser.offers("Tải tệp Excel"))
        _ = try await stranger.browser.script(
            "const a = document.createElement('a'); a.href = '/members/file/xlsx'; a.textContent = 'Lấy tệp';"
                + "document.body.append(a)"
        )
        let rows = try MessyList.texts(of: await stranger.browser.download("Lấy tệp"))
        #expect(rows.count == 1)
    }

    /// The same file once more says nothing new.
    private func uploadAgain() async throws {
        let list = try MessyList(named: "\(MessyList.fileName) lần nữa.xlsx", isMended: true, in: folder)
        _ = try await newcomer.upload(list)
        try await newcomer.check()
        #expect(try await newcomer.counts() == ["Đã có, không thay đổi": "5"])
        #expect(try await browser.text.contains("Không có dòng nào để lấy vào"))
        try await newcomer.show("same")
        try await browser.press("Bỏ tệp này")
        #expect(try await browser.text.contains("Đã bỏ tệp này"))
        try await newcomer.show("imports")
    }

    /// Both imports taken back, the later one first: nobody is left.
    private func undo(_ second: String, _ first: String, member: String) async throws {
        for (path, left) in [(second, 4), (first, 0)] {
            try await browser.open(site.address + path)
            try await browser.press("Hoàn tác đợt nhập")
            #expect(try await browser.text.contains("Đã hoàn tác đợt nhập"))
            try await browser.open(site.address + "/members")
            #expect(try await newcomer.names().count == left)
        }
        try await browser.open(site.address + member)
        #expect(try await browser.status == 404)
    }
}
