//! Under which names the server may be asked.

use std::net::{IpAddr, TcpListener};

/// The address of a live portal. Requests for any other host are refused: a page of another site could otherwise reach
/// the server through a name that it controls (DNS rebinding).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    host: String,
    port: u16,
    base_path: String,
}

impl Address {
    /// The address of a listener that was bound to `host`; the portal is below `base_path`.
    #[must_use]
    pub fn new(host: &str, listener: &TcpListener, base_path: String) -> Self {
        let port = listener.local_addr().map_or(0, |address| address.port());
        Self { host: host.to_owned(), port, base_path }
    }

    /// The address of the home page.
    #[must_use]
    pub fn url(&self) -> String {
        let host = match self.host.parse::<IpAddr>() {
            Ok(ip) if ip.is_unspecified() => "localhost".to_owned(),
            Ok(IpAddr::V6(ip)) => format!("[{ip}]"),
            _ => self.host.clone(),
        };
        format!("http://{host}:{}{}", self.port, self.base_path)
    }

    /// True for a `Host` header that means this server: the bound name, or a name of this machine itself. A server on
    /// all interfaces also answers to any address in numbers, which no one can rebind.
    #[must_use]
    pub fn is_host(&self, header: &str) -> bool {
        let (name, port) = match header.rsplit_once(':') {
            Some((name, port)) if !port.ends_with(']') => (name, port.parse().ok()),
            _ => (header, Some(80)),
        };
        if port != Some(self.port) {
            return false;
        }
        let name = name.trim_start_matches('[').trim_end_matches(']');
        let own = name.eq_ignore_ascii_case(&self.host);
        let bound = self.host.parse::<IpAddr>().ok();
        let here = bound.is_some_and(|ip| ip.is_loopback() || ip.is_unspecified()) || self.host == "localhost";
        let loopback =
            name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
        let number = bound.is_some_and(|ip| ip.is_unspecified()) && name.parse::<IpAddr>().is_ok();
        own || (here && loopback) || number
    }

    /// True for an `Origin` header that means a page of this server.
    #[must_use]
    pub fn is_origin(&self, header: &str) -> bool {
        header.strip_prefix("http://").is_some_and(|host| self.is_host(host))
    }
}
