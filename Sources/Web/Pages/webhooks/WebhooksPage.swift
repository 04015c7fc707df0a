internal import Programme
internal import Store

/// `/webhooks`: the programs that are told what happens, and a form for another one.
struct WebhooksPage: Page {
    struct Row: Sendable {
        let path: String
        let url: String
        let events: String
        let isStopped: Bool
        let pending: Int
        let failed: Int
    }

    /// An event that can be ticked.
    struct Choice: Sendable {
        let value: String
        let text: String
        let isChosen: Bool
    }

    static let template = "webhooks"
    static let path = "/webhooks"

    let rows: [Row]
    let isEmpty: Bool
    let choices: [Choice]
    let urlField: FormField.View
    let key = FormKey().text
    let notice: String?
    let problem: String?

    init(
        _ webhooks: [StoredWebhook],
        _ language: Language,
        typed: WebhookDraft = WebhookDraft(url: "https://", events: []),
        notice: Phrase? = nil,
        problem: Phrase? = nil
    ) {
        rows = webhooks.map { webhook in
            Row(
                path: "\(Self.path)/\(webhook.id)",
                url: webhook.url,
                events: WebhookWords.events(webhook.events, in: language),
                isStopped: webhook.disabledAt != nil,
                pending: webhook.pending,
                failed: webhook.failed
            )
        }
        isEmpty = webhooks.isEmpty
        choices = WebhookEvent.offered.map {
            Choice(
                value: $0.rawValue,
                text: WebhookWords.event($0).text(in: language),
                isChosen: typed.events.contains($0)
            )
        }
        var field = FormField("url", Phrase("Địa chỉ nhận", "Address").text(in: language))
        field.text = typed.url
        field.isRequired = true
        field.longest = 500
        field.problems = problem.map { [$0.text(in: language)] } ?? []
        urlField = field.view
        self.notice = notice?.text(in: language)
        self.problem = problem?.text(in: language)
    }

    func title(in language: Language) -> String { WebhookWords.title.text(in: language) }
}

/// What the pages of webhooks say.
enum WebhookWords {
    static let title = Phrase("Báo cho phần mềm khác", "Webhooks")

    static func event(_ event: WebhookEvent) -> Phrase {
        switch event {
        case .importFinished: Phrase("Nhập xong một danh sách", "An import is finished")
        case .decisionMade: Phrase("Có quyết định công nhận", "A decision is made")
        case .reportFrozen: Phrase("Chốt một báo cáo", "A report is frozen")
        case .test: Phrase("Thử", "A trial")
        }
    }

    static func events(_ events: Set<WebhookEvent>, in language: Language) -> String {
        WebhookEvent.allCases.filter(events.contains).map { event($0).text(in: language) }.joined(separator: "; ")
    }

    static func state(_ state: WebhookState) -> Phrase {
        switch state {
        case .pending: Phrase("Đang chờ", "Waits")
        case .delivered: Phrase("Đã nhận", "Taken")
        case .failed: Phrase("Không gửi được", "Given up")
        }
    }

    static func failure(_ failure: WebhookFailure) -> Phrase {
        switch failure {
        case .refused: Phrase("bên nhận từ chối", "the receiver says no")
        case .redirected: Phrase("bên nhận chuyển sang địa chỉ khác", "the receiver sends elsewhere")
        case .unresolved: Phrase("không có tên miền này", "the name is not known")
        case .privateAddress: Phrase("địa chỉ trong mạng nội bộ", "an address of a private network")
        case .unreachable: Phrase("không kết nối được", "not reached")
        case .timedOut: Phrase("quá thời gian", "no answer in time")
        case .key: Phrase("không đọc được khóa, xin tạo lại", "the key cannot be read; please set it up again")
        case .disabled: Phrase("đã dừng", "stopped")
        }
    }

    static let notices: [String: Phrase] = [
        "tested": Phrase(
            "Đã xếp một tin thử. Xin mở lại trang sau vài giây.",
            "A trial is on its way. Look again in some seconds."
        ),
        "replayed": Phrase("Sẽ gửi lại ngay.", "It is sent again."), "stopped": Phrase("Đã dừng.", "Stopped."),
        "resumed": Phrase("Đã cho gửi tiếp.", "It goes on."), "removed": Phrase("Đã xóa.", "Removed."),
    ]
    static let noEvent = Phrase("Xin chọn ít nhất một việc cần báo.", "Please tick at least one event.")
}
