import Foundation
import Programme
import Store
import Testing

@testable import Web

/// The four steps of an import, as a browser without JavaScript goes through them.
@Suite struct ImportPageTests {
    private static let list = """
        HỘI LIÊN HIỆP PHỤ NỮ,,,
        DANH SÁCH HỘI VIÊN,,,
        STT,Họ và tên,Ngày sinh,Chi hội
        1,Nguyễn Thị Hạnh,03/05/1960,Chi hội 1
        2,Hoàng Thị Sáu,12/4/1977,Chi hội 1
        3,Đỗ Thị Bảy,31/2/1980,Chi hội 1
        Tổng cộng: 3,,,
        """

    @Test func `a list is uploaded, looked at, checked, taken over and taken back`() async throws {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.editor)
            let uploaded = try await browser.upload("/imports", fileName: "hội viên.csv", text: Self.list)
            #expect(uploaded.status == 303)
            let columns = uploaded["Location"] ?? ""
            #expect(columns.hasSuffix("/columns"))
            let path = String(columns.dropLast("/columns".count))
            let second = try await browser.get(columns)
            #expect(second.status == 200 && second.body.contains("Hoàng Thị Sáu"))
            let form = OfficeBrowser.form(second, to: columns)
            #expect(form.values.contains("full_name") && form.values.contains("birth_date"))
            #expect(try await browser.post(columns, form)["Location"] == path)
            let third = try await settled(path, browser)
            #expect(third.body.contains("Kết quả kiểm tra") && third.body.contains("Có chỗ phải sửa"))
            #expect(third.body.contains("31/2/1980"))
            let file = try await browser.get("\(path)/problems")
            #expect(file["Content-Disposition"] == "attachment; filename=\"can-sua.csv\"")
            #expect(file.body.contains("Đỗ Thị Bảy"))
            #expect(try await count(scene) == 5)

            let take = OfficeBrowser.form(third, to: "\(path)/approval", ["mode": "good_rows"])
            #expect(try await browser.post("\(path)/approval", take).status == 303)
            let fourth = try await settled(path, browser)
            #expect(fourth.body.contains("Đã lấy danh sách vào"))
            #expect(try await count(scene) == 6)
            #expect(try await browser.post("\(path)/approval", take).status == 422)
            #expect(try await count(scene) == 6)

            let undo = OfficeBrowser.form(fourth, to: "\(path)/undo")
            #expect(try await browser.post("\(path)/undo", undo)["Location"] == "\(path)?done=undone")
            #expect(try await count(scene) == 5)
            let list = try await browser.get("/imports")
            #expect(list.body.contains("hội viên.csv") && list.body.contains("Đã hoàn tác"))
            for address in [path, columns, "\(path)/problems"] {
                #expect(try await scene.browser(.stranger).get(address).status == 404, "\(address)")
                #expect(try await scene.browser(.viewer).get(address).status == 403, "\(address)")
            }
        }
    }

    @Test func `what is no list is told so, and nothing is kept of it`() async throws {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.editor)
            for (name, text) in [("a.xlsx", ""), ("a.pdf", "%PDF-1.7 x"), ("a.csv", "một,hai\n")] {
                let answer = try await browser.upload("/imports", fileName: name, text: text)
                #expect(answer.status == 422, "\(name)")
                #expect(answer.body.contains("role=\"alert\""), "\(name)")
            }
            #expect(!(try await browser.get("/imports")).body.contains("a.csv"))
            let form = ["file": "x"]
            #expect(try await browser.post("/imports", form).status == 415)
        }
    }

    @Test func `the list of members comes as a file of those whom the filter leaves`() async throws {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.viewer)
            let all = try await browser.get("/members/file/csv")
            #expect(all.status == 200)
            #expect(all["Content-Disposition"] == "attachment; filename=\"hoi-vien.csv\"")
            #expect(all.body.contains("Nguyễn Thị Hạnh") && all.body.contains("Rơ Châm H'Lan"))
            let part = try await browser.get("/members/file/csv?branch=\(scene.below)")
            #expect(!part.body.contains("Nguyễn Thị Hạnh") && part.body.contains("Rơ Châm H'Lan"))
            #expect(try await browser.get("/members/file/xlsx").status == 200)
            #expect(try await browser.get("/members/file/pdf").status == 404)
        }
    }

    /// The page of an import once nothing runs.
    private func settled(_ path: String, _ browser: OfficeBrowser) async throws -> HTTPAnswer {
        for _ in 0..<200 {
            let page = try await browser.get(path)
            if !page.body.contains("http-equiv=\"refresh\"") { return page }
            try await Task.sleep(for: .milliseconds(50))
        }
        return try await browser.get(path)
    }

    private func count(_ scene: OfficeScene) async throws -> Int {
        try await scene.tenants.read(scene.context) { try await $0.members.count(MemberFilter()) }
    }
}

extension OfficeBrowser {
    /// Sends a form with a file in it, as a browser does.
    func upload(_ path: String, fileName: String, text: String) async throws -> HTTPAnswer {
        let body =
            "--boundary\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(fileName)\"\r\n"
            + "Content-Type: text/csv\r\n\r\n\(text)\r\n--boundary--\r\n"
        return try await client.send(
            "POST",
            path,
            fields.merging(["Content-Type": "multipart/form-data; boundary=boundary"]) { $1 },
            body: body
        )
    }
}
