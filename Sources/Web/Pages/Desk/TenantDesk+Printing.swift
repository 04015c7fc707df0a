internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Reports

extension TenantDesk {
    /// Whether pages can be handed out as PDF.
    var prints: Bool { PDFRenderer.isInstalled }

    /// What is said where they cannot.
    static let cannotPrint = Phrase(
        "Máy chủ chưa cài phần in PDF (gói weasyprint của Debian). Các việc khác vẫn làm được.",
        "Printing as PDF is not installed on the server (Debian's package weasyprint). Everything else works."
    )

    private static let busy = Phrase(
        "Đang có nhiều người in. Xin thử lại sau ít giây.",
        "Many are printing. Please try again in some seconds."
    )
    private static let busySeconds = 5
    private static let tooLarge = Phrase("Trang này quá dài để in.", "This page is too long to be printed.")

    /// Hands a page out as PDF.
    /// - Parameters:
    ///   - name: what the file is to be called, in ASCII.
    ///   - language: of the page; nil: the reader's.
    /// - Throws: `Problem`, `CancellationError`.
    func print(
        _ page: some Page,
        _ request: WebRequest,
        as name: String,
        in language: Language? = nil
    ) async throws -> Response {
        let html = pages.html(page, PageFrame(language: language ?? request.language, path: nil))
        do {
            let bytes = try await printer.render(html: html, style: pages.printStyle)
            return Response(
                status: .ok,
                headers: [
                    .contentType: "application/pdf", .contentDisposition: "attachment; filename=\"\(name)\"",
                ],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
            )
        } catch let refusal as PDFRenderer.Refusal {
            throw Self.problem(refusal, request)
        }
    }

    private static func problem(_ refusal: PDFRenderer.Refusal, _ request: WebRequest) -> Problem {
        switch refusal {
        case .notInstalled: return Problem(.unavailable, cannotPrint)
        case .busy: return Problem(.unavailable, busy, retryAfterSeconds: busySeconds)
        case .tooLarge: return Problem(.invalid, tooLarge)
        case .timedOut: return Problem(.timedOut)
        case .failed(let reason):
            request.logger.error("a page could not be printed", metadata: ["reason": "\(reason)"])
            return Problem(.internalError)
        }
    }
}
