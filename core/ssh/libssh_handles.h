#pragma once
#include <libssh/callbacks.h>
#include <libssh/libssh.h>

#include <memory>

namespace relaymove {

template <auto freeFunction>
struct FreedBy
{
    template <class Handle>
    void operator()(Handle *handle) const
    {
        freeFunction(handle);
    }
};

using SessionHandle = std::unique_ptr<ssh_session_struct, FreedBy<ssh_free>>;
using EventHandle = std::unique_ptr<ssh_event_struct, FreedBy<ssh_event_free>>;
using ChannelHandle = std::unique_ptr<ssh_channel_struct, FreedBy<ssh_channel_free>>;
using KeyHandle = std::unique_ptr<ssh_key_struct, FreedBy<ssh_key_free>>;

} // namespace relaymove
