#pragma once
#include <QByteArray>

#include <atomic>
#include <thread>

// Somebody outside: a network namespace of his own, a cable to this one, and he knocks at port
// 25 all the time, by IPv4 and IPv6 in turn. Who answered is told by who accepted: the service
// here (port 25), the waiting room here (20025), or the other machine, which lies on his side.
class Outside
{
public:
    static constexpr auto here4 = "198.51.100.10", here6 = "2001:db8::10";
    static constexpr auto far4 = "198.51.100.1", far6 = "2001:db8::1";

    Outside();
    ~Outside();

    // From now on; `timeout` is how long one probe waits for an answer, in ms.
    void probePorts(int timeout);
    // Until now; sees to it that each probe was counted.
    void rest();

    std::atomic<int> knocks = 0, refused = 0, silent = 0;
    std::atomic<int> service = 0, waiting = 0, far = 0; // how many each accepted

    // A connection that stays; each byte sent comes back, or an empty answer.
    int connectOnce();
    static QByteArray echo(int connection, char letter);

private:
    void live();
    void answer(const std::stop_token &stop);
    void knockOnce(const char *address);

    std::atomic<int> m_thread = 0, m_patience = 0;
    std::atomic<bool> m_cabled = false, m_lives = false, m_busy = false, m_over = false;
    std::atomic<int> m_wanted = 0, m_made = -1;
    int m_listeners[3] = {-1, -1, -1};
    std::jthread m_outside, m_answering;
};
