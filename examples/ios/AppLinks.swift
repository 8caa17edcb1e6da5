import Foundation

/// Resolves the app links of a tracking domain, `https://click.brand.com/a/<token>`.
struct AppLinks: Sendable {
    /// Where an app link leads.
    enum Target: Equatable, Sendable {
        /// An address of this app, for its router.
        case app(URL)
        /// Any other address.
        case browser(URL)
    }

    /// The tracking domains in the entitlements. Links of no other host are resolved.
    let trackingHosts: Set<String>
    /// The hosts whose addresses the app's router can show.
    let ownHosts: Set<String>

    /// Whoever tapped a link waits no longer than this, also while the network is bad.
    private static let session: URLSession = {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForResource = 5
        return URLSession(configuration: configuration)
    }()

    private struct Destination: Decodable {
        let url: URL
    }

    func contains(_ link: URL) -> Bool {
        isHTTPS(link, on: trackingHosts) && link.path.hasPrefix("/a/")
    }

    /// Asks where an app link leads, which counts the click. Offline, or for a link that is unknown, it is the link
    /// itself: a browser shows more than nothing.
    func target(of link: URL) async -> Target {
        var request = URLRequest(url: link)
        request.setValue("application/json", forHTTPHeaderField: "Accept")
        guard
            let (data, response) = try? await Self.session.data(for: request),
            (response as? HTTPURLResponse)?.statusCode == 200,
            let destination = try? JSONDecoder().decode(Destination.self, from: data).url,
            ["https", "http"].contains(destination.scheme?.lowercased())
        else { return .browser(link) }
        return isHTTPS(destination, on: ownHosts) ? .app(destination) : .browser(destination)
    }

    private func isHTTPS(_ url: URL, on hosts: Set<String>) -> Bool {
        guard url.scheme?.lowercased() == "https", url.user == nil, url.port == nil else { return false }
        return hosts.contains(url.host?.lowercased() ?? "")
    }
}
